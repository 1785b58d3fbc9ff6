import { expect, test } from 'vitest';
import { attach, graphqlRequest } from '../../support/graphql-request.ts';
import { spawnGateway } from '../../support/spawn-gateway.ts';

const COUNT = 75;

test.each<[what: string, document: (number: number) => string]>([
  ['valid ones that are long', (number) => `{ __typename } #${'x'.repeat(900_000)}${number}`],
  ['invalid ones with many mistakes', (number) => `{ ${'a '.repeat(1_900)} b${number} }`],
  ['ones with a mistake at their end', (number) => `{ __typename } #${'x'.repeat(900_000)}\n${number}`],
])(
  'a small process has enough memory for a flood of different operations: %s',
  { timeout: 60_000 },
  async (_what, document) => {
    const gateway = spawnGateway({ PORT: '0', NODE_OPTIONS: '--max-old-space-size=90' });
    const [, url = ''] = await gateway.saw(/"url":"([^"]+)"/);

    for (let number = 0; number < COUNT; number += 1) {
      const { status } = await graphqlRequest(url, document(number));
      expect([200, 400]).toContain(status);
    }

    expect((await attach(url)).errors).toBeUndefined();
    gateway.process.kill('SIGINT');
    expect(await gateway.exited).toBe(0);
  },
);

test('the cached result of an operation is the same as its first result', async () => {
  const gateway = spawnGateway({ PORT: '0' });
  const [, url = ''] = await gateway.saw(/"url":"([^"]+)"/);
  const ask = async (query: string) =>
    (await graphqlRequest(url, query)).text.replaceAll(/"requestId":"[^"]+"/g, '');

  for (const query of ['{ nothing }', '{ __typename', '{ __typename }'])
    expect(await ask(query)).toBe(await ask(query));

  expect(await ask('{ nothing }')).toContain('GRAPHQL_VALIDATION_FAILED');
  expect(await ask('{ __typename }')).toBe('{"data":{"__typename":"Query"}}');
  gateway.process.kill('SIGINT');
  expect(await gateway.exited).toBe(0);
});
