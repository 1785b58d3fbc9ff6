export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The `FormData` of the web or of React Native. */
export interface Form<FormFile> {
  append(name: string, value: string | FormFile): void;
}

/**
 * Fills a form with a GraphQL multipart request: the operation, the map, then the files.
 *
 * @param files by their paths in the operation, which has null there: `variables.input.files.0`
 */
export function fillForm<FormFile>(
  form: Form<FormFile>,
  operation: Operation,
  files: Readonly<Record<string, FormFile>>,
): void {
  const places = Object.entries(files);
  form.append('operations', JSON.stringify(operation));
  form.append('map', JSON.stringify(Object.fromEntries(places.map(([place], index) => [index, [place]]))));
  for (const [index, [, file]] of places.entries()) form.append(String(index), file);
}
