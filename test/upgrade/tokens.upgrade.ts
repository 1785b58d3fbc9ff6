import { expect, test } from 'vitest';
import { attach } from '../support/graphql-request.ts';
import { BOTH_WAYS, type Releases, startReleases } from './start-releases.ts';

const tokensIssued = ({ control }: Releases) => control.count('issueToken') + control.count('refreshToken');

test.each(BOTH_WAYS)(
  'a token that %s obtained is used by %s, and replaced once for both',
  async (one, other) => {
    await using releases = await startReleases();
    const { url: first } = await releases.start(one);
    expect((await attach(first)).errors).toBeUndefined();
    const { url: second } = await releases.start(other);

    expect((await attach(second)).errors).toBeUndefined();
    expect(tokensIssued(releases)).toBe(1);

    releases.control.revokeAccessTokens();
    expect((await attach(first)).errors).toBeUndefined();
    expect((await attach(second)).errors).toBeUndefined();
    expect(tokensIssued(releases)).toBe(2);

    // Long enough for both to need a token at the same time.
    for (const operation of ['issueToken', 'refreshToken'] as const) {
      releases.control.faults.script(operation, { delayMs: 2_000 });
    }
    releases.control.revokeAccessTokens();
    const answers = await Promise.all(
      [first, second, first, second, first, second].map((url) => attach(url)),
    );
    expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
    expect(tokensIssued(releases)).toBe(3);
    releases.expectNoWarnings();
  },
);
