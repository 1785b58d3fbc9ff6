import { expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { createV2, newPerson, readV2 } from '../v2-examples.ts';

const createdIn = (json: unknown) =>
  (json as { data: { customer_id: string; tos_policies_url: string } }).data;

it('the documented example creates a customer whom v2 knows', async () => {
  await using sandbox = await startSandbox();
  const { status, json } = await createV2(sandbox, newPerson());
  const { customer_id, tos_policies_url } = createdIn(json);
  expect([status, Object.keys(createdIn(json))]).toEqual([200, ['customer_id', 'tos_policies_url']]);
  expect(await readV2(sandbox, `/v2/customers/${customer_id}`)).toMatchObject({
    first_name: 'Maria',
    customer_status: 'INCOMPLETE',
    tos_policies_url,
  });
});
