import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod/mini';
import { SPAN_ATTRIBUTES } from '../observability/span-attributes.ts';
import { findMarkers } from './find-markers.ts';
import { type Evidence, gatherEvidence } from './gather-evidence.ts';
import { PRIVATE } from './marked-inputs.ts';
import { SINKS, type Sink } from './markers.ts';
import { PATHS } from './paths/all-paths.ts';

const hash = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const name = z.string().check(z.regex(/^_?[A-Za-z]{4,40}$/));
const auditLine = z.strictObject({
  level: z.literal(30),
  time: z.string(),
  event: z.literal('audit'),
  instance: z.uuid(),
  sequence: z.number(),
  phase: z.optional(z.enum(['FILES_STARTED', 'STARTED', 'ENDED'])),
  action: z.enum(['READ', 'WRITE']),
  writeId: z.optional(z.number()),
  requestId: z.string(),
  traceId: z.optional(z.string().check(z.regex(/^[0-9a-f]{32}$/))),
  spanId: z.optional(z.string().check(z.regex(/^[0-9a-f]{16}$/))),
  operation: name,
  callerHash: z.optional(hash),
  keyHash: z.optional(hash),
  customerHashes: z.optional(z.array(hash)),
  outcome: z.optional(z.enum(['SUCCEEDED', 'REFUSED', 'UNKNOWN', 'NOT_SENT', 'DENIED', 'FAILED'])),
  errorCode: z.optional(z.string().check(z.regex(/^[A-Z_]{4,40}$/))),
  replayed: z.optional(z.boolean()),
  fileCount: z.optional(z.number()),
  byteLength: z.optional(z.number()),
});

let evidence: Evidence;

beforeAll(async () => {
  evidence = await gatherEvidence(PATHS);
}, 300_000);

test.each(PATHS.map(({ name, codes }) => [name, codes] as const))(
  'the path ran as intended: %s',
  (name, codes) => {
    expect(evidence.codes.get(name)).toEqual(codes);
  },
);

// The traces alone are megabytes.
test.each(SINKS)('no private data is in: %s', { timeout: 600_000 }, (sink) => {
  const sought = evidence.markers.filter(({ mayAppearIn }) => !mayAppearIn.has(sink));

  expect(findMarkers(evidence.texts[sink], sought)).toEqual([]);
});

test('spans of all paths have only attributes that are allowed', () => {
  const spans = evidence.texts.traces.matchAll(
    /(?<!"resource":\{)"attributes":(\[[^\]]*\]),"droppedAttributesCount"/g,
  );
  const names = new Set(
    [...spans].flatMap(([, list = '']) =>
      Array.from(list.matchAll(/"key":"([^"]+)"/g), ([, name = '']) => name),
    ),
  );

  expect(names.size).toBeGreaterThan(15);
  expect([...names].filter((name) => !SPAN_ATTRIBUTES.has(name))).toEqual([]);
});

test('responses contain no credentials and no tokens, in their data either', () => {
  const text = evidence.answers.map((answer) => answer.text).join('\n');

  expect(evidence.secrets.length).toBeGreaterThan(PATHS.length);
  expect(findMarkers(text, evidence.secrets)).toEqual([]);
});

test('Fin.com gets every private field of the inputs and, apart from these, only what it needs', () => {
  const stays = /\.(idempotencyKey|upload|files)$/;
  const fields = Object.keys(PRIVATE).filter((place) => !stays.test(place));
  const others = ['URI of a stored file', 'client id', 'id in the address', 'x-request-id'];

  expect(placesIn(evidence.receivedByFin)).toEqual(new Set([...fields, ...others]));
});

test('the search covers all tokens that Fin.com returned', () => {
  expect(evidence.hasUnknownTokens).toBe(false);
});

test('audit lines consist of names from the code, numbers, hashes and ids of requests', () => {
  const text = `${evidence.texts.log}\n${evidence.texts['standard error']}`;
  const lines = text.match(/^\{.*"event":"audit".*\}$/gm) ?? [];

  expect(lines.length).toBeGreaterThan(100);
  for (const line of lines) expect(auditLine.safeParse(JSON.parse(line)).error).toBeUndefined();
});

test('callers get the data that they may see', () => {
  const places = placesIn(evidence.answers.map(({ text }) => text).join('\n'));

  for (const place of ['email of the customer', 'phone of the customer']) expect(places).toContain(place);
});

test.each<[Sink, RegExp, number]>([
  // A line for each request, and most requests are answered.
  ['log', /"event":"request"/g, PATHS.length],
  ['log', /"action":"WRITE","phase":"STARTED"|"phase":"STARTED","action":"WRITE"/g, 30],
  ['log', /"phase":"ENDED"/g, 50],
  ['log', /"action":"READ"/g, 10],
  ['log', /"keyHash":"/g, 5],
  ['standard error', /"event":"audit"/g, 5],
  ['log', /"event":"upstream-no-answer"/g, 5],
  ['log', /"event":"(redis-lost|credentials-refused|issuer-keys-unavailable)"/g, 3],
  ['log', /"webhook":\{/g, 12],
  ['log', /"event":"subscription-(opened|ended|refused)"/g, 8],
  ['metrics', /^fin_gateway_webhooks_total\{.+\} [1-9]/gm, 6],
  ['metrics', /^fin_gateway_request_duration_seconds_count\{.+\} \d/gm, 4],
  ['metrics', /^fin_gateway_errors_total\{code="[A-Z_]+"\} [1-9]/gm, 15],
  ['traces', /"name":"POST \/graphql"/g, PATHS.length],
  ['traces', /"name":"POST \/webhooks\/fin"/g, 12],
  ['traces', /"name":"subscription"/g, 5],
  ['traces', /"name":"PUBLISH /g, 3],
  ['traces', /"name":"POST \/v1\/customers\/individual\/attach"/g, 30],
  ['traces', /"key":"db.operation.name"/g, 30],
  ['Redis', /\{fin-gateway\}:write:/g, 20],
  ['Redis', /\r\nSET\r\n/gi, 20],
  ['Redis', /\{fin-gateway\}:webhook-event:/g, 3],
  ['errors', /"code":"[A-Z_]+"/g, 80],
  ['headers', /"x-request-id"/g, PATHS.length],
])('the searched output is not empty: %s has %s', (sink, pattern, least) => {
  expect(evidence.texts[sink].match(pattern)?.length).toBeGreaterThanOrEqual(least);
});

/** Fields whose markers are in the text, whichever path they are of. */
function placesIn(text: string): Set<string> {
  return new Set(findMarkers(text, evidence.markers).map((sentence) => sentence.replace(/ of ".*/s, '')));
}
