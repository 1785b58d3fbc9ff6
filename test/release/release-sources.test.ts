import { expect, test } from 'vitest';
import { unpackRelease } from '../../scripts/release/release-sources.ts';

test('a clone without the commit of the last release says how to get it', async () => {
  const commit = '0123456789abcdef0123456789abcdef01234567';

  await expect(unpackRelease(commit)).rejects.toThrow(
    `last-release/commit names ${commit}. If the clone is shallow, run: git fetch --unshallow`,
  );
});
