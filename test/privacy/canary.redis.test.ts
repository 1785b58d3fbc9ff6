import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Evidence, gatherEvidence } from './gather-evidence.ts';
import { findMarkers } from './find-markers.ts';
import { SINKS } from './markers.ts';
import { PATHS } from './paths/all-paths.ts';

let evidence: Evidence;

beforeAll(async () => {
  evidence = await gatherEvidence(PATHS);
}, 120_000);

test.each(PATHS.map(({ name, codes }) => [name, codes] as const))('%s: answered as expected', (name, codes) => {
  expect(evidence.codes.get(name)).toEqual(codes);
});

test.each(SINKS)('nothing private is in: %s', (sink) => {
  const sought = evidence.markers.filter(({ mayAppearIn }) => !mayAppearIn.has(sink));

  expect(findMarkers(evidence.texts[sink], sought)).toEqual([]);
});
