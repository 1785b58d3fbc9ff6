import { execFile } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod/mini';
import { findHelm } from '../../support/find-helm.ts';

export const CHART = 'ops/chart';
export const EXAMPLES = ['small', 'managed-redis', 'own-ca'] as const;

const resource = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
export type Resource = z.infer<typeof resource>;

/**
 * The objects that `helm install fin-gateway` would send to a cluster.
 *
 * @param example the name of a file in the folder `examples` of the chart
 * @param more arguments of Helm
 * @throws with Helm's complaint
 */
export async function renderChart(example: string, ...more: readonly string[]): Promise<Resource[]> {
  const values = `${CHART}/examples/${example}.yaml`;
  const text = await helm('template', 'fin-gateway', CHART, '--values', values, ...more);
  return parseAllDocuments(text, { strict: true, uniqueKeys: true }).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.contents === null ? [] : resource.parse(document.toJS());
  });
}

/** @returns standard output. @throws with standard error */
export function helm(...args: readonly string[]): Promise<string> {
  return new Promise((settle, fail) => {
    execFile(findHelm() ?? '', args, { maxBuffer: 10_000_000 }, (error, stdout, stderr) =>
      error ? fail(new Error(stderr)) : settle(stdout),
    );
  });
}
