import { isFile } from '../../client/files.ts';
import type { FieldPath, GatewayError } from '../../errors/gateway-error.ts';
import { isRecord } from '../../errors/records.ts';

/** Remembers which files Fin.com has stored, so that the next attempt sends their URIs. */
export interface StoredFiles {
  /** The input with URIs in place of stored files. */
  withUris<Input extends object>(input: Input): Input;
  /**
   * Remembers the files that a failed write has stored, and forgets those whose URIs were rejected.
   *
   * @param sent as `withUris` returned it
   * @returns the errors with the paths of `input`
   */
  learn(errors: readonly GatewayError[], input: object, sent: object): GatewayError[];
}

export function createStoredFiles(): StoredFiles {
  const uris: StoredUris = new WeakMap();
  return {
    withUris: (input) => replaceStored(input, uris, customerIdOf(input)),
    learn(errors, input, sent) {
      for (const { path, uri } of errors.flatMap(({ uploadedFiles }) => uploadedFiles)) {
        const upload = uploadAt(input, path);
        if (upload) uris.set(upload, { customerId: customerIdOf(input), uri });
      }
      const toPathOfInput = (path: FieldPath): FieldPath => {
        const upload = uploadAt(input, path.slice(0, -1));
        if (path.at(-1) !== 'uri' || !upload || uploadAt(sent, path.slice(0, -1))) return path;
        uris.delete(upload);
        return [...path.slice(0, -1), 'upload'];
      };
      return errors.map((error) => ({
        ...error,
        fieldErrors: error.fieldErrors.map((mistake) => ({ ...mistake, path: toPathOfInput(mistake.path) })),
      }));
    },
  };
}

type StoredUris = WeakMap<object, { readonly customerId: unknown; readonly uri: string }>;

function replaceStored<Value>(value: Value, uris: StoredUris, customerId: unknown): Value;
function replaceStored(value: unknown, uris: StoredUris, customerId: unknown): unknown {
  if (isFile(value) || !isRecord(value)) return value;
  if (Array.isArray(value)) return value.map((item) => replaceStored(item, uris, customerId));
  const { upload, ...rest } = value;
  const stored = isRecord(upload) ? uris.get(upload) : undefined;
  if (stored && stored.customerId === customerId) return { ...rest, uri: stored.uri };
  const entries = Object.entries(value).map(([name, member]) => [
    name,
    replaceStored(member, uris, customerId),
  ]);
  return Object.fromEntries(entries);
}

function customerIdOf(input: object): unknown {
  return isRecord(input) ? input['customerId'] : undefined;
}

/** @param path of a file in an input, such as `['input', 'proofOfAddress', 'files', 0]` */
function uploadAt(input: object, [, ...path]: FieldPath): object | undefined {
  let value: unknown = input;
  for (const step of path) value = isRecord(value) ? value[step] : undefined;
  const upload = isRecord(value) ? value['upload'] : undefined;
  return isRecord(upload) ? upload : undefined;
}
