import { expect, test } from 'vitest';
import { cpuCost } from '../../support/cpu-cost.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import {
  content,
  jsonPart,
  type Part,
  sendForm,
  textPart,
  UPLOAD,
  uploadForm,
} from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const LENGTH = 1_000_000;
const repeated = (piece: string) => piece.repeat(Math.floor(LENGTH / piece.length));
const entries = (place: string) =>
  `{${Array.from({ length: LENGTH / (place.length + 12) }, (_, index) => `"${index}":["${place}"]`).join()}}`;
const operations = (variables: string) =>
  textPart('operations', `{"query":${JSON.stringify(UPLOAD)},"variables":${variables}}`);
const input = (files: string) =>
  operations(`{"input":{"customerId":"${EXAMPLE_INPUT.customerId}","files":${files}}}`);
const nested = (depth: number) => `${'{"a":'.repeat(depth)}null${'}'.repeat(depth)}`;

const COSTLY: [what: string, form: Part[]][] = [
  ['a map of many files', [input('[null]'), textPart('map', entries('variables.input.files.0'))]],
  [
    'a map of one file in many places',
    [input('[null]'), textPart('map', `{"0":[${repeated('"variables.input.files.0",')}"x"]}`)],
  ],
  ['a map with a path of a megabyte', [input('[null]'), jsonPart('map', { 0: [repeated('variables.')] })]],
  [
    'a map with a path as deep as the operations',
    [textPart('operations', nested(160_000)), jsonPart('map', { 0: [`a${'.a'.repeat(159_999)}`] })],
  ],
  [
    'numbers that would be rounded beside a deep path',
    [
      textPart(
        'operations',
        `${nested(100_000).slice(0, -1)},"n":[${'1234567890123456789,'.repeat(20_000)}1]}`,
      ),
      jsonPart('map', { 0: [`a${'.a'.repeat(99_999)}`] }),
    ],
  ],
  ['operations with many values that are not files', [input(`[${repeated('0,')}0]`), textPart('map', '{}')]],
  [
    'operations with many members',
    [
      operations(`{"input":{${Array.from({ length: 60_000 }, (_, index) => `"m${index}":1`).join()}}}`),
      textPart('map', '{}'),
    ],
  ],
  ['a map that is a list', [input('[null]'), textPart('map', `[${repeated('0,')}0]`)]],
];

test.each(COSTLY)('rejecting a form with %s costs little more than receiving it', async (_what, form) => {
  await using stack = await startStack();
  const small = uploadForm(content('pdf', 1_000, 'a'));
  await sendForm(stack.url, small);

  const smallCost = await cpuCost(() => sendForm(stack.url, small), 10);
  const refused = await sendForm(stack.url, form);
  const cost = await cpuCost(() => sendForm(stack.url, form), 3);

  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect(refused.status).toBeLessThan(500);
  expect(refused.text.length).toBeLessThan(100_000);
  expect(cost / smallCost).toBeLessThan(150);
});
