import { createNameFinder } from '../closest-name.ts';

export interface UnknownVariable {
  readonly name: string;
  /** The known variable that was probably meant. */
  readonly suggestion: string | undefined;
}

/** First words that our variables share with those of other programs. */
const COMMON_PREFIXES: ReadonlySet<string> = new Set(['LOG', 'MAX', 'NODE', 'HOST', 'PORT']);
/** Kubernetes and Docker set variables like these for every service. */
const SERVICE_LINK = /_SERVICE_(HOST|PORT)(_\w+)?$|_PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?$/;
const MAX_REPORTED = 20;
const MAX_NAME_LENGTH = 64;

/**
 * Finds variables that look like ours but are unknown: misspelled ones, and those with a prefix of ours.
 *
 * @param names the variables that are set
 * @param known all variables that exist
 */
export function unknownVariables(names: readonly string[], known: readonly string[]): UnknownVariable[] {
  const knownNames = new Set(known);
  const findClosest = createNameFinder(known);
  const prefixes = new Set(
    known.map((name) => name.split('_', 1)[0] ?? name).filter((prefix) => !COMMON_PREFIXES.has(prefix)),
  );
  return names
    .filter((name) => !knownNames.has(name) && name.length <= MAX_NAME_LENGTH)
    .flatMap((name): UnknownVariable[] => {
      const suggestion = findClosest(name);
      const [prefix = '', ...rest] = name.split('_');
      const isOurs = rest.length > 0 && prefixes.has(prefix) && !SERVICE_LINK.test(name);
      return suggestion !== undefined || isOurs ? [{ name, suggestion }] : [];
    })
    .slice(0, MAX_REPORTED);
}
