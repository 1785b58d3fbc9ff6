import { markInexactNumbers } from '../http/parse-json.ts';

/**
 * Undoes what the parser of forms does to numbers, which it rounds.
 *
 * @param operations as the parser left them, with files in their places
 * @param text of the same
 * @param places of files: paths that exist, with dots
 */
export function withExactNumbers(operations: unknown, text: string, places: readonly string[]): unknown {
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
