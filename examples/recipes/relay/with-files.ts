import type { UploadableMap, Variables } from 'relay-runtime';

/**
 * Puts each file into the variables, at the path that is its name in `uploadables`: `input.selfie.upload`. Relay keeps variables in
 * its store, so they have null there.
 */
export function withFiles(variables: Variables, files: UploadableMap | null | undefined): Variables {
  return Object.entries(files ?? {}).reduce(
    (result, [path, file]) => replaceAt(result, path.split('.'), file),
    variables,
  );
}

function replaceAt<Value>(value: Value, [step, ...rest]: readonly string[], file: File | Blob): Value;
function replaceAt(value: unknown, [step, ...rest]: readonly string[], file: File | Blob): unknown {
  if (step === undefined) return file;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === step ? replaceAt(item, rest, file) : item));
  const object = typeof value === 'object' && value !== null ? value : {};
  return { ...object, [step]: replaceAt(Reflect.get(object, step), rest, file) };
}
