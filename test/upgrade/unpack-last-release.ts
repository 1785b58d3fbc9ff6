import type { TestProject } from 'vitest/node';
import { readLastReleaseCommit, unpackRelease } from '../../scripts/release/release-sources.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the sources of the last release. */
    readonly lastRelease: string;
  }
}

/** Unpacks the last release, or the commit in `UPGRADE_FROM`, for all tests. @returns what removes it again */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const commit = process.env['UPGRADE_FROM'] ?? (await readLastReleaseCommit());
  const release = await unpackRelease(commit);
  provide('lastRelease', release.folder);
  return async () => release[Symbol.asyncDispose]();
}
