/** Shorter names are similar to too many others. */
const MIN_LENGTH = 6;
const MAX_EDITS = 2;

/**
 * Finds the name that was probably meant: `first_name` for `firstName`, `numbr` for `number`, `issue` for `issueDate`.
 * The cost is bounded by the length of `name` and that of the known names.
 */
export function findClosestName(name: string, known: readonly string[]): string | undefined {
  const normalized = normalize(name);
  return known
    .flatMap((candidate) => {
      const edits = editsBetween(normalized, normalize(candidate));
      return edits === undefined ? [] : [{ candidate, edits }];
    })
    .toSorted((a, b) => a.edits - b.edits)[0]?.candidate;
}

/** @returns undefined if the names are not similar */
function editsBetween(name: string, known: string): number | undefined {
  if (name === known) return 0;
  if (Math.min(name.length, known.length) < MIN_LENGTH) return undefined;
  const difference = Math.abs(name.length - known.length);
  if (name.startsWith(known) || known.startsWith(name)) return difference;
  if (difference > MAX_EDITS) return undefined;
  const edits = editDistance(name, known);
  return edits <= MAX_EDITS ? edits : undefined;
}

function normalize(name: string): string {
  return name.replaceAll(/[^A-Za-z\d]/g, '').toUpperCase();
}

/** Levenshtein distance. Stops beyond MAX_EDITS. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, character] of Array.from(a).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const replaced = (previous[column] ?? 0) + (character === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    if (Math.min(...current) > MAX_EDITS) return Number.POSITIVE_INFINITY;
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
