const UNRELEASED = '## Unreleased';

export interface DeclaredChanges {
  /** The changes that entries with **Breaking:** quote. */
  readonly changes: readonly string[];
  /** The same for entries that have no text beside the quotes. */
  readonly withoutReason: readonly string[];
}

/**
 * Reads the breaking changes that the unreleased part of a changelog declares. An entry begins with `**Breaking:**`, quotes
 * each change as the check prints it, and gives the reason.
 */
export function declaredChanges(changelog: string): DeclaredChanges {
  const entries = unreleasedPart(changelog)
    .split(/^- /m)
    .map((entry) => entry.replaceAll(/\s+/g, ' ').trim())
    .filter((entry) => entry.startsWith('**Breaking:**'));
  const quotedIn = (entry: string) => Array.from(entry.matchAll(/`([^`]+\.)`/g), ([, quote = '']) => quote);
  const hasReason = (entry: string) =>
    /\w+ \w+/.test(entry.replaceAll(/`[^`]+\.`/g, '').replace('**Breaking:**', ''));
  return {
    changes: entries.flatMap(quotedIn),
    withoutReason: entries.filter((entry) => !hasReason(entry)).flatMap(quotedIn),
  };
}

/**
 * Moves what is unreleased under a heading for the new version.
 *
 * @param date such as `2026-11-28`
 * @throws if there is nothing to release
 */
export function releaseChangelog(changelog: string, version: string, date: string): string {
  if (!/^- \S/m.test(unreleasedPart(changelog))) throw new Error('CHANGELOG.md has no unreleased entries.');
  return changelog.replace(`${UNRELEASED}\n`, `${UNRELEASED}\n\n## ${version} - ${date}\n`);
}

/** @throws without a heading for unreleased changes */
function unreleasedPart(changelog: string): string {
  const [, after] = changelog.split(`\n${UNRELEASED}\n`);
  if (after === undefined) throw new Error(`CHANGELOG.md has no heading "${UNRELEASED}".`);
  const [part = ''] = after.split(/^## /m);
  // The last entry ends at the next heading.
  return part.replaceAll(/^#.*$/gm, '- ');
}
