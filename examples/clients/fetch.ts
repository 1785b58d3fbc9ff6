import { z } from 'zod/mini';
import { gatewayError } from './errors.ts';
import { fillForm, type Operation } from './multipart.ts';

const answer = z.object({
  data: z._default(z.nullable(z.record(z.string(), z.unknown())), null),
  errors: z._default(z.array(gatewayError), []),
});
type Answer = z.infer<typeof answer>;

const HEADERS = { accept: 'application/graphql-response+json, application/json', 'graphql-preflight': '1' };

export function sendJson(url: string, operation: Operation): Promise<Answer> {
  return post(url, { ...HEADERS, 'content-type': 'application/json' }, JSON.stringify(operation));
}

/** @param files by their paths in the operation, which has null there: `variables.input.files.0` */
export function sendFiles(
  url: string,
  operation: Operation,
  files: Readonly<Record<string, Blob>>,
): Promise<Answer> {
  const form = new FormData();
  fillForm(form, operation, files);
  // No content type here: fetch sets it, with the boundary.
  return post(url, HEADERS, form);
}

/** @throws if the gateway did not answer. It is then unknown whether a mutation was executed. */
async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | FormData,
): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers, body });
  return answer.parse(await response.json());
}
