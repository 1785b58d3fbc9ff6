import { expect, test } from 'vitest';
import { readCurrentContract } from '../../scripts/release/contract.ts';
import { findUndeclaredChanges } from '../../scripts/release/undeclared-changes.ts';

const current = await readCurrentContract();
/** A release that had a field which is gone now. */
const last = {
  ...current,
  version: '0.1.0',
  sdl: current.sdl.replace('type Country {', 'type Country {\n  anthem: String'),
};
const REMOVED = 'Country.anthem was removed.';

function changelogWith(entry: string): string {
  return `# Changelog\n\n## Unreleased\n\n### Changed\n\n- Another entry.\n${entry}\n\n### Fixed\n\n- A mistake.\n`;
}

test('the message about a breaking change names it and says how to declare it', () => {
  expect(findUndeclaredChanges(last, current, changelogWith(''))).toBe(
    `Breaks clients or operators of 0.1.0: ${REMOVED}

Keep what clients use, and deprecate it (docs/versioning.md). If you mean to break it, declare it in CHANGELOG.md under
"Unreleased", with the reason and what to do instead:

- **Breaking:** \`${REMOVED}\` …`,
  );
});

test.each([
  ['on one line', `- **Breaking:** \`${REMOVED}\` Fin.com no longer sends it; show the flag.`],
  ['on several lines', '- **Breaking:** `Country.anthem was\n  removed.` Fin.com no longer\n  sends it.'],
])('a breaking change that the changelog declares with its reason passes, %s', (_, entry) => {
  expect(findUndeclaredChanges(last, current, changelogWith(entry))).toBeUndefined();
});

test.each([
  ['without a reason', `- **Breaking:** \`${REMOVED}\``, `CHANGELOG.md gives no reason for: ${REMOVED}`],
  ['in an ordinary entry', `- \`${REMOVED}\` Fin.com no longer sends it.`, 'Breaks clients or operators'],
  [
    'in an older release',
    `\n## 0.1.0 - 2026-11-28\n\n- **Breaking:** \`${REMOVED}\` Fin.com no longer sends it.`,
    'Breaks clients or operators',
  ],
])('a declaration %s does not count', (_, entry, problem) => {
  expect(findUndeclaredChanges(last, current, changelogWith(entry))).toContain(problem);
});

test('one entry may declare several changes for the same reason, and each must have been made', () => {
  const entry = `- **Breaking:** \`${REMOVED}\` \`Country.motto was removed.\` Fin.com no longer sends them.`;

  expect(findUndeclaredChanges(last, current, changelogWith(entry))).toBe(
    'CHANGELOG.md declares a breaking change that was not made: Country.motto was removed.',
  );
});

test('a changelog without a part for unreleased changes is an error', () => {
  expect(() => findUndeclaredChanges(last, current, '# Changelog\n')).toThrow('no heading "## Unreleased"');
});
