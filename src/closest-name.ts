/** Shorter names are similar to too many others. */
const MIN_LENGTH = 6;
const MAX_EDITS = 2;

/**
 * Finds the name that was probably meant: `first_name` for `firstName`, `numbr` for `number`, `issue` for `issueDate`.
 * The cost is bounded by the length of `name` and that of the known names.
 */
export function findClosestName(name: string, known: readonly string[]): string | undefined {
  return createNameFinder(known)(name);
}

/** `findClosestName` for many names. */
export function createNameFinder(known: readonly string[]): (name: string) => string | undefined {
  const candidates = known.map((candidate) => ({ candidate, normalized: normalize(candidate) }));
  return (name) => {
    const wanted = normalize(name);
    return candidates
      .flatMap(({ candidate, normalized }) => {
        const edits = editsBetween(wanted, normalized);
        return edits === undefined ? [] : [{ candidate, edits }];
      })
      .toSorted((a, b) => a.edits - b.edits)[0]?.candidate;
  };
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
  for (let row = 0; row < a.length; row += 1) {
    const current = [row + 1];
    let fewest = row + 1;
    for (let column = 0; column < b.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (a[row] === b[column] ? 0 : 1);
      const edits = Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1);
      current.push(edits);
      fewest = Math.min(fewest, edits);
    }
    if (fewest > MAX_EDITS) return Number.POSITIVE_INFINITY;
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
