import { readFile } from 'node:fs/promises';
import { z } from 'zod/mini';

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, or `none`. */
  readonly licence: string;
}

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.optional(z.string()),
  // Used by packages from before SPDX expressions.
  licenses: z.optional(z.array(z.object({ type: z.string() }))),
});

/** Reads `package.json`. @throws if the package is not installed */
export async function readManifest(folder: string): Promise<PackageManifest> {
  const text = await readFile(`${folder}/package.json`, 'utf8');
  const { name, version, license, licenses = [] } = manifest.parse(JSON.parse(text));
  return { name, version, licence: license ?? (licenses.map(({ type }) => type).join(' OR ') || 'none') };
}
