import { schemaPath } from '@fin-gateway/client/codegen';
import { test } from 'vitest';
import { createAppFolder } from './app-folder.ts';

const PLUGIN = { name: 'gql.tada/ts-plugin', schema: schemaPath, tadaOutputLocation: './graphql-env.d.ts' };

const APP = `
import { createFetchClient } from '@fin-gateway/client/client';
import type { Scalars } from '@fin-gateway/client/tada';
import { initGraphQLTada } from 'gql.tada';
import { print } from 'graphql';
import type { introspection } from './graphql-env';

const graphql = initGraphQLTada<{ introspection: introspection; scalars: Scalars }>();
const ATTACH = graphql(\`
  mutation ($input: AttachIndividualDocumentsInput!) {
    attachIndividualDocuments(input: $input) { customer { id createdAt } warnings { path params } }
  }
\`);
type Input = Parameters<NonNullable<(typeof ATTACH)['__apiType']>>[0]['input'];

export async function attach(input: Input, file: File) {
  const client = createFetchClient({ url: '/graphql', print });
  const { attachIndividualDocuments } = await client.execute(ATTACH, {
    input: { ...input, selfie: { upload: file } },
  });
  const createdAt: string | null | undefined = attachIndividualDocuments?.customer.createdAt;
  const params: Record<string, unknown> | undefined = attachIndividualDocuments?.warnings[0]?.params;
  // @ts-expect-error A text is no file.
  await client.execute(ATTACH, { input: { ...input, selfie: { upload: 'selfie.jpg' } } });
  // @ts-expect-error The field was not selected.
  return [createdAt, params, attachIndividualDocuments?.customer.email];
}
`;

test('gql.tada infers the types of operations, and its scalars are those of the package', async () => {
  await using app = await createAppFolder([PLUGIN]);
  await app.write('app.ts', APP);

  await app.run('gql.tada/bin/cli.js', 'generate-output');

  await app.check();
});
