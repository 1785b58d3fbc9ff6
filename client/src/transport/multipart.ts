import { type AnyFile, mapFiles } from '../client/files.ts';

/** Files by their paths in the operation, such as `variables.input.files.0`. */
export type FilesByPath = ReadonlyMap<string, AnyFile>;

/** Puts null in place of each file in the variables of an operation. */
export function extractFiles(variables: unknown): { variables: unknown; files: FilesByPath } {
  const files = new Map<string, AnyFile>();
  const takeOut = (file: AnyFile, path: readonly (string | number)[]) => {
    files.set(['variables', ...path].join('.'), file);
    return null;
  };
  return { variables: mapFiles(variables, takeOut, []), files };
}

/**
 * A GraphQL multipart request. A file that occurs twice becomes two parts, as the gateway requires.
 *
 * @param operation as JSON, with null in place of each file
 * @see https://github.com/jaydenseric/graphql-multipart-request-spec
 */
export function createForm(operation: string, files: FilesByPath): FormData {
  const form: FormWithFiles = new FormData();
  // The gateway reads the parts in this order.
  form.append('operations', operation);
  form.append(
    'map',
    JSON.stringify(Object.fromEntries([...files.keys()].map((path, index) => [index, [path]]))),
  );
  for (const [index, file] of [...files.values()].entries()) form.append(String(index), file);
  return form;
}

/** React Native's form takes its own files. */
interface FormWithFiles extends FormData {
  append(name: string, value: string | AnyFile): void;
}
