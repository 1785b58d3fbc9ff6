import type { FieldPath } from '../errors/gateway-error.ts';
import { isRecord, isString } from '../errors/records.ts';

/** React Native has no `File`: pickers return such an object, and `FormData` takes it. */
export interface NativeFile {
  readonly uri: string;
  readonly name: string;
  readonly type: string;
}

export type AnyFile = Blob | NativeFile;

export function isFile(value: unknown): value is AnyFile {
  if (value instanceof Blob) return true;
  return isRecord(value) && isString(value['uri']) && isString(value['name']) && isString(value['type']);
}

/** Calls `replace` for each file in a value, and returns a copy of the value that has the results. */
export function mapFiles<Value>(value: Value, replace: (file: AnyFile) => AnyFile): Value;
export function mapFiles(
  value: unknown,
  replace: (file: AnyFile, path: FieldPath) => unknown,
  path?: FieldPath,
): unknown;
export function mapFiles(
  value: unknown,
  replace: (file: AnyFile, path: FieldPath) => unknown,
  path: FieldPath = [],
): unknown {
  if (isFile(value)) return replace(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapFiles(item, replace, [...path, index]));
  // Others, such as Date, have a JSON of their own.
  if (!isRecord(value) || 'toJSON' in value) return value;
  const entries = Object.entries(value).map(([name, member]) => [
    name,
    mapFiles(member, replace, [...path, name]),
  ]);
  return Object.fromEntries(entries);
}
