import assert from 'node:assert/strict';
import { createFetchClient } from '../../../client/src/client.ts';
import { createWriter } from '../../../client/src/write.ts';
import { filledForm, type PickedFiles } from '../../../test/support/browser/picked-files.ts';

/** Sends files through the endpoint of a recipe: with a token, without one, and as a form of another site. */
export async function checkForwarding(origin: string, token: string, files: PickedFiles): Promise<void> {
  const url = `${origin}/graphql`;
  const attach = (headers: Record<string, string>) =>
    createWriter({ client: createFetchClient({ url, headers: { origin, ...headers } }) }).attachDocuments(
      filledForm(files),
    );
  const cookie = `access_token=${token}`;

  const anonymous = await attach({});
  assert.equal(anonymous.state === 'REJECTED' && anonymous.errors[0]?.code, 'UNAUTHENTICATED');
  const sent = await attach({ cookie });
  assert.equal(sent.state, 'SUCCEEDED', JSON.stringify(sent));
  const forged = await fetch(url, { method: 'POST', headers: { cookie, origin }, body: new FormData() });
  assert.equal(forged.status, 403);
}
