export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** `FormData` of browsers or of React Native. */
export interface Form<FormFile> {
  append(name: string, value: string | FormFile): void;
}

/**
 * Fills a form with a GraphQL multipart request: the operation, the map, then the files.
 *
 * @param files by their paths in the operation, such as `variables.input.files.0`, where it has null
 */
export function fillForm<FormFile>(
  form: Form<FormFile>,
  operation: Operation,
  files: Readonly<Record<string, FormFile>>,
): void {
  const entries = Object.entries(files);
  form.append('operations', JSON.stringify(operation));
  form.append('map', JSON.stringify(Object.fromEntries(entries.map(([path], index) => [index, [path]]))));
  for (const [index, [, file]] of entries.entries()) form.append(String(index), file);
}
