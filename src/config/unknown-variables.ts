export interface UnknownVariable {
  readonly name: string;
  /** The variable that was probably meant. */
  readonly suggestion: string | undefined;
}

/** First words of our variables that other programs use for theirs. */
const COMMON_PREFIXES: ReadonlySet<string> = new Set(['LOG', 'MAX', 'NODE', 'OTEL', 'HOST', 'PORT']);
/** Kubernetes and Docker describe other services in variables of these forms. */
const SERVICE_LINK = /_SERVICE_(HOST|PORT)(_\w+)?$|_PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?$/;
const MAX_REPORTED = 20;
const MAX_NAME_LENGTH = 64;
/** Shorter names are close to too many others. */
const MIN_LENGTH = 6;
const MAX_EDITS = 2;

/**
 * Finds variables that look like ours but are not read: misspelled ones, and unknown ones with a prefix of ours.
 *
 * @param names of variables that are set
 * @param known names that the gateway reads
 */
export function unknownVariables(names: readonly string[], known: readonly string[]): UnknownVariable[] {
  const knownNames = new Set(known);
  const prefixes = new Set(
    known.map((name) => name.split('_', 1)[0] ?? name).filter((prefix) => !COMMON_PREFIXES.has(prefix)),
  );
  return names
    .filter((name) => !knownNames.has(name) && name.length <= MAX_NAME_LENGTH)
    .flatMap((name): UnknownVariable[] => {
      const suggestion = closest(
        name,
        known.filter((candidate) => isMisspelling(name, candidate)),
      );
      const [prefix = '', ...rest] = name.split('_');
      const isOurs = rest.length > 0 && prefixes.has(prefix) && !SERVICE_LINK.test(name);
      return suggestion !== undefined || isOurs ? [{ name, suggestion }] : [];
    })
    .slice(0, MAX_REPORTED);
}

function closest(name: string, candidates: readonly string[]): string | undefined {
  const edits = (candidate: string) => editDistance(plain(name), plain(candidate));
  return candidates.toSorted((a, b) => edits(a) - edits(b))[0];
}

/** `fin_baseurl`, `FIN_BASE_ULR`, `FIN_TIMEOUT`. */
function isMisspelling(name: string, known: string): boolean {
  const [plainName, plainKnown] = [plain(name), plain(known)];
  if (plainName === plainKnown) return true;
  const shorter = Math.min(plainName.length, plainKnown.length);
  if (shorter < MIN_LENGTH) return false;
  if (plainName.startsWith(plainKnown) || plainKnown.startsWith(plainName)) return true;
  return editDistance(plainName, plainKnown) <= MAX_EDITS;
}

function plain(name: string): string {
  return name.replaceAll(/[^A-Za-z\d]/g, '').toUpperCase();
}

/** The least number of characters to insert, delete or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(a).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
