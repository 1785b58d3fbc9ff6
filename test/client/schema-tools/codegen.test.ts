import { createCodegenConfig } from '@fin-gateway/client/codegen';
import { generate } from '@graphql-codegen/cli';
import { expect, test } from 'vitest';
import { createAppFolder } from './app-folder.ts';

const OPERATION = `mutation Attach($input: AttachIndividualDocumentsInput!) {
  attachIndividualDocuments(input: $input) { customer { id status createdAt } warnings { path params } }
}`;

const APP = `
import { createFetchClient } from '@fin-gateway/client/client';
import { AttachDocument, type AttachIndividualDocumentsInput } from './generated/graphql';

export async function attach(input: AttachIndividualDocumentsInput, file: File) {
  const client = createFetchClient({ url: '/graphql' });
  const { attachIndividualDocuments } = await client.execute(AttachDocument, {
    input: { ...input, selfie: { upload: file } },
  });
  const createdAt: string | null | undefined = attachIndividualDocuments?.customer.createdAt;
  const path: (string | number)[] | undefined = attachIndividualDocuments?.warnings[0]?.path;
  const isQueued = attachIndividualDocuments?.customer.status === 'QUEUED';
  // @ts-expect-error There is no such status.
  const isGone = attachIndividualDocuments?.customer.status === 'GONE';
  // @ts-expect-error The input is not optional.
  await client.execute(AttachDocument, {});
  // @ts-expect-error A number is no UUID.
  await client.execute(AttachDocument, { input: { ...input, customerId: 1 } });
  return [createdAt, path, isQueued, isGone];
}
`;

test("graphql-codegen generates an app's types from the schema in the package", async () => {
  await using app = await createAppFolder();
  await app.write('operations/attach.graphql', OPERATION);
  const documents = `${app.path}/operations/*.graphql`;

  const files = await generate(
    { ...createCodegenConfig({ documents, output: `${app.path}/generated/` }), silent: true },
    true,
  );
  await app.write('app.ts', APP);

  expect(files.map(({ filename }: { filename: string }) => filename)).toContain(
    `${app.path}/generated/graphql.ts`,
  );
  await app.check();
});
