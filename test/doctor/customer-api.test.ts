import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { EXAMPLE_CUSTOMER } from '../../sandbox/customers/example-customer.ts';
import { accountOf, examined, linesOf, runDoctor } from './run-doctor.ts';

const VERDICT = 'Version of the customer API';

test.each(['v1', 'v2'] as const)(
  'for an account whose customers were created through %s, it confirms that setting and warns about the other',
  async (customerApi) => {
    await using sandbox = await startSandbox({ customerApi });
    const other = customerApi === 'v1' ? 'v2' : 'v1';

    const fitting = await examined(sandbox, { customerApi });
    const wrong = await examined(sandbox, { customerApi: other });

    expect(fitting.text).toContain(`**ok** ${VERDICT}\n  - FIN_CUSTOMER_API=${customerApi} fits`);
    expect(wrong.text).toContain(`**note** ${VERDICT}\n  - set FIN_CUSTOMER_API=${customerApi}:`);
    expect(linesOf(fitting.text, 'Read customers through v1 and v2')).toContain(`1 of ${customerApi}`);
    expect(sandbox.control.customerCount()).toBe(1);
  },
);

test('the command compares FIN_CUSTOMER_API with the account', async () => {
  await using sandbox = await startSandbox({ customerApi: 'v2' });

  const { exitCode, stdout } = await runDoctor({ ...accountOf(sandbox), FIN_CUSTOMER_API: 'v2' });
  const byDefault = await runDoctor(accountOf(sandbox));

  expect(exitCode).toBe(0);
  expect(stdout).toContain('FIN_CUSTOMER_API=v2 fits');
  expect(byDefault.stdout).toContain('set FIN_CUSTOMER_API=v2: it is v1');
});

test.each([200, 201] as const)('it reports that a create answers %i', async (createStatus) => {
  await using sandbox = await startSandbox({ createStatus });

  const { text, isGood } = await examined(sandbox, { createsCustomer: true });

  expect(isGood).toBe(true);
  for (const version of ['v1', 'v2']) {
    expect(text).toContain(`**ok** Create a customer through ${version}\n  - ${createStatus} \`{data:`);
  }
});

test('the customers that it created itself do not count as customers of the account', async () => {
  await using sandbox = await startSandbox({ customerApi: 'v1' });
  await examined(sandbox, { createsCustomer: true });

  const { text } = await examined(sandbox);

  expect(linesOf(text, 'Read customers through v1 and v2')).toContain('of the newest 1: 1 of v1');
  expect(linesOf(text, VERDICT)).toContain('FIN_CUSTOMER_API=v1 fits');
});

test.each([
  ['v1', 'createIndividualCustomer', 'v2'],
  ['v2', 'createIndividualCustomerV2', 'v1'],
] as const)(
  'an account that may not create through %s fails with that setting, whether or not a customer is created',
  async (customerApi, operation, other) => {
    await using sandbox = await startSandbox({ customerApi });
    for (const createsCustomer of [false, true]) {
      sandbox.control.faults.script(operation, { status: 403, body: { message: 'no' } });

      const { text, isGood } = await examined(sandbox, { customerApi, createsCustomer });

      expect(isGood).toBe(false);
      expect(text).toContain(
        `**failed** ${VERDICT}\n  - set FIN_CUSTOMER_API=${other}: customers can be created`,
      );
    }
  },
);

test('a create that fails for a passing reason proves nothing about the version', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('createIndividualCustomer', { status: 503 });

  const { text } = await examined(sandbox, { createsCustomer: true });

  expect(text).toContain(`**ok** ${VERDICT}\n  - FIN_CUSTOMER_API=v1 fits`);
});

test('for an account without customers it says how to find out, and then that the setting works', async () => {
  await using sandbox = await startSandbox();
  const emptyList = { status: 200, body: { data: { customers: [] } } };
  sandbox.control.faults.script('listCustomers', [emptyList, emptyList]);

  const before = await examined(sandbox);
  const after = await examined(sandbox, { createsCustomer: true });

  expect(before.text).toContain(`**note** ${VERDICT}\n  - no customer shows`);
  expect(linesOf(before.text, VERDICT)).toContain('pass --create-customer');
  expect(after.text).toContain(`**ok** ${VERDICT}\n  - FIN_CUSTOMER_API=v1 works`);
});

test.each(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'G-map', 'H'] as const)(
  'it reports that v1 neither reads nor attaches to a customer of v2, with errors in format %s',
  async (errorReading) => {
    await using sandbox = await startSandbox({ errorReading });

    const { text, isGood } = await examined(sandbox, { createsCustomer: true });

    expect(isGood).toBe(true);
    expect(linesOf(text, 'Read a customer of v2 through v1')).toContain('v1 does not read');
    expect(linesOf(text, 'Attach to a customer of v2 through v1')).toContain('v1 does not attach');
    expect(sandbox.control.attachCount()).toBe(0);
  },
);

test.each([
  [{ status: 422, body: { message: 'no', errors: [{ 'proof_of_identity.files.0.uri': 'x' }] } }, 'attaches'],
  [{ status: 200, body: { data: {} } }, 'attaches'],
  [{ status: 404, body: { message: 'Customer not found' } }, 'does not attach'],
  [{ status: 422, body: { message: 'Something else' } }, 'does not tell'],
  [{ status: 500 }, 'does not tell'],
])(
  'of an API whose v1 reads customers of v2 and responds %j to an attach, it reports: %s',
  async (fault, words) => {
    await using sandbox = await startSandbox();
    const read = { status: 200, body: { data: { customer_status: 'INCOMPLETE' } } };
    // The example customer and an unknown one are read before the customer of v2.
    const usual = { delayMs: 0 };
    sandbox.control.faults.script('getCustomer', [usual, read]);
    // The attach for an unknown customer comes before the one for the customer of v2.
    sandbox.control.faults.script('attachIndividualDocuments', [usual, usual, fault]);

    const { text, isGood } = await examined(sandbox, { createsCustomer: true });

    expect(isGood).toBe(true);
    expect(linesOf(text, 'Read a customer of v2 through v1')).toContain('v1 reads');
    expect(linesOf(text, 'Attach to a customer of v2 through v1')).toContain(words);
  },
);

test('a customer that both versions read is recognized by its status, or called unclear', async () => {
  await using sandbox = await startSandbox();
  const readThroughV2 = (status: string) =>
    sandbox.control.faults.script('getCustomerV2', {
      status: 200,
      body: { data: { customer_status: status } },
    });

  readThroughV2('ACTION_REQUIRED');
  const recognized = await examined(sandbox, { customerApi: 'v2' });
  readThroughV2('APPROVED');
  const unclear = await examined(sandbox, { customerApi: 'v2' });

  expect(linesOf(recognized.text, 'Read customers through v1 and v2')).toContain('1 of v2, 0 unclear');
  expect(unclear.text).toContain(
    '**note** Read customers through v1 and v2\n  - of the newest 1: 0 of v1, 0 of v2, 1 unclear',
  );
});

test('no value of a customer is in the report', async () => {
  await using sandbox = await startSandbox({ customerApi: 'v2' });

  const { text } = await examined(sandbox, { createsCustomer: true });

  const members = Object.values(sandbox.control.customer(EXAMPLE_CUSTOMER.customerId) ?? {});
  const values = members.filter((value) => typeof value === 'string' && value.length >= 4);
  expect(values.length).toBeGreaterThan(5);
  for (const value of values) expect(text).not.toContain(value);
});
