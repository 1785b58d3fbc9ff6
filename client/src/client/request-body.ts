import type { FieldPath } from '../errors/gateway-error.ts';
import { type AnyFile, mapFiles } from './files.ts';

export interface RequestBody {
  readonly body: string | FormData;
  /** Empty for a form: `fetch` chooses the boundary. */
  readonly headers: Readonly<Record<string, string>>;
}

/** JSON, or a GraphQL multipart request if the variables contain files. */
export function toRequestBody(query: string, variables: unknown): RequestBody {
  const files: [path: FieldPath, file: AnyFile][] = [];
  const takeOut = (file: AnyFile, path: FieldPath) => {
    files.push([path, file]);
    return null;
  };
  const withoutFiles = mapFiles(variables, takeOut, []);
  const text = JSON.stringify({ query, variables: withoutFiles });
  if (files.length === 0) return { body: text, headers: { 'content-type': 'application/json' } };
  const form: FormWithFiles = new FormData();
  // The gateway reads the parts in this order.
  form.append('operations', text);
  const places = files.map(([path], index) => [index, [['variables', ...path].join('.')]]);
  form.append('map', JSON.stringify(Object.fromEntries(places)));
  for (const [index, [, file]] of files.entries()) form.append(String(index), file);
  return { body: form, headers: {} };
}

/** React Native's form takes its own files. */
interface FormWithFiles extends FormData {
  append(name: string, value: string | AnyFile): void;
}
