import { breakingChanges } from './breaking-changes.ts';
import { declaredChanges } from './changelog.ts';
import type { Contract } from './contract.ts';

/** @returns a message if the breaking changes since the last release are not those that the changelog declares */
export function findUndeclaredChanges(
  last: Contract,
  current: Contract,
  changelog: string,
): string | undefined {
  const changes = breakingChanges(last, current);
  const declared = declaredChanges(changelog);
  const undeclared = changes.filter((change) => !declared.changes.includes(change));
  const neverMade = declared.changes.filter((change) => !changes.includes(change));
  const problems = [
    ...undeclared.map((change) => `Breaks clients or operators of ${last.version}: ${change}`),
    ...declared.withoutReason.map((change) => `CHANGELOG.md gives no reason for: ${change}`),
    ...neverMade.map((change) => `CHANGELOG.md declares a breaking change that was not made: ${change}`),
    ...(undeclared[0] === undefined ? [] : [adviceFor(undeclared[0])]),
  ];
  return problems.length === 0 ? undefined : problems.join('\n');
}

function adviceFor(change: string): string {
  return `
Keep what clients use, and deprecate it (docs/versioning.md). If you mean to break it, declare it in CHANGELOG.md under
"Unreleased", with the reason and what to do instead:

- **Breaking:** \`${change}\` …`;
}
