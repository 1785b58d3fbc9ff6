export interface UnknownVariable {
  readonly name: string;
  /** The known variable that was probably meant. */
  readonly suggestion: string | undefined;
}

/** First words that our variables share with those of other programs. */
const COMMON_PREFIXES: ReadonlySet<string> = new Set(['LOG', 'MAX', 'NODE', 'OTEL', 'HOST', 'PORT']);
/** Kubernetes and Docker set variables like these for every service. */
const SERVICE_LINK = /_SERVICE_(HOST|PORT)(_\w+)?$|_PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?$/;
const MAX_REPORTED = 20;
const MAX_NAME_LENGTH = 64;
/** Shorter names are similar to too many others. */
const MIN_LENGTH = 6;
const MAX_EDITS = 2;

/**
 * Finds variables that look like ours but are unknown: misspelled ones, and those with a prefix of ours.
 *
 * @param names the variables that are set
 * @param known all variables that exist
 */
export function unknownVariables(names: readonly string[], known: readonly string[]): UnknownVariable[] {
  const knownNames = new Set(known);
  const prefixes = new Set(
    known.map((name) => name.split('_', 1)[0] ?? name).filter((prefix) => !COMMON_PREFIXES.has(prefix)),
  );
  return names
    .filter((name) => !knownNames.has(name) && name.length <= MAX_NAME_LENGTH)
    .flatMap((name): UnknownVariable[] => {
      const suggestion = findClosest(name, known);
      const [prefix = '', ...rest] = name.split('_');
      const isOurs = rest.length > 0 && prefixes.has(prefix) && !SERVICE_LINK.test(name);
      return suggestion !== undefined || isOurs ? [{ name, suggestion }] : [];
    })
    .slice(0, MAX_REPORTED);
}

function findClosest(name: string, known: readonly string[]): string | undefined {
  const distanceTo = (candidate: string) => editDistance(normalize(name), normalize(candidate));
  const candidates = known.filter((candidate) => isMisspelling(name, candidate));
  return candidates.toSorted((a, b) => distanceTo(a) - distanceTo(b))[0];
}

/** Detects `fin_baseurl`, `FIN_BASE_ULR` and `FIN_TIMEOUT`. */
function isMisspelling(name: string, known: string): boolean {
  const [ours, theirs] = [normalize(known), normalize(name)];
  if (theirs === ours) return true;
  const shorter = Math.min(theirs.length, ours.length);
  if (shorter < MIN_LENGTH) return false;
  if (theirs.startsWith(ours) || ours.startsWith(theirs)) return true;
  return editDistance(theirs, ours) <= MAX_EDITS;
}

function normalize(name: string): string {
  return name.replaceAll(/[^A-Za-z\d]/g, '').toUpperCase();
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, character] of Array.from(a).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const replaced = (previous[column] ?? 0) + (character === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
