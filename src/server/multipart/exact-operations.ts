import { markInexactNumbers } from '../body/parse-json.ts';

/**
 * The form parser rounds large numbers. This parses `operations` again and marks them, so that they get a field error.
 *
 * @param operations as the parser returned them, with files in their places
 * @param text the field `operations`
 * @param places dotted paths of the files, which exist
 */
export function restoreExactNumbers(operations: unknown, text: string, places: readonly string[]): unknown {
  const marked = markInexactNumbers(text);
  if (marked === text) return operations;
  const exact: unknown = JSON.parse(marked);
  for (const place of places) copyPlace(operations, exact, place);
  return exact;
}

function copyPlace(from: unknown, to: unknown, place: string): void {
  const steps = place.split('.');
  const last = steps.pop() ?? '';
  let [source, target] = [from, to];
  for (const step of steps) [source, target] = [memberOf(source, step), memberOf(target, step)];
  if (typeof target === 'object' && target !== null) Reflect.set(target, last, memberOf(source, last));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
