export interface ExtractedFiles {
  /** The same variables with null in place of each file. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** By their paths in the operation, such as `variables.input.files.0`. */
  readonly files: ReadonlyMap<string, Blob>;
}

/** Takes the files out of the variables of an operation, wherever they are. */
export function extractFiles(variables: Readonly<Record<string, unknown>>): ExtractedFiles {
  const files = new Map<string, Blob>();
  return { variables: extractFromObject(variables, 'variables', files), files };
}

function extractFromObject(value: object, path: string, files: Map<string, Blob>): Record<string, unknown> {
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, member]) => [name, extract(member, `${path}.${name}`, files)]),
  );
}

function extract(value: unknown, path: string, files: Map<string, Blob>): unknown {
  if (value instanceof Blob) {
    files.set(path, value);
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => extract(item, `${path}.${index}`, files));
  // Others, such as Date, have their own JSON.
  const isPlain = typeof value === 'object' && value !== null && !('toJSON' in value);
  return isPlain ? extractFromObject(value, path, files) : value;
}

/**
 * A GraphQL multipart request. A file that occurs twice becomes two parts, as the gateway needs it.
 *
 * @param operation as JSON, with null in place of each file
 * @see https://github.com/jaydenseric/graphql-multipart-request-spec
 */
export function createForm(operation: string, files: ReadonlyMap<string, Blob>): FormData {
  const form = new FormData();
  form.append('operations', operation);
  form.append(
    'map',
    JSON.stringify(Object.fromEntries([...files.keys()].map((path, index) => [index, [path]]))),
  );
  for (const [index, file] of [...files.values()].entries()) form.append(String(index), file);
  return form;
}
