import { describe, expect, test } from 'vitest';
import type { OperationName } from '../../sandbox/routes.ts';
import { EXAMPLE_INPUT, inputWithNumber, NEW_CUSTOMER } from '../support/example-data.ts';
import { type GraphQLAnswer, graphqlRequest } from '../support/graphql-request.ts';
import { attachOnce, attachOutcome, replayedFields } from '../support/idempotent-request.ts';
import { attachFields, content, filePart, sendForm, uploadFields } from '../support/multipart.ts';
import { BOTH_WAYS, startReleases } from './start-releases.ts';

const KEY = 'of-this-write';
const { customerId, proofOfIdentity } = EXAMPLE_INPUT;
const ADDRESS_URI = '/AbAcQ4hn_0652746727638.pdf';
const WARNINGS = 'warnings { path code params }';
/** Gets a warning, since its back is missing. */
const ONE_SIDED = { ...EXAMPLE_INPUT, proofOfIdentity: { ...proofOfIdentity, type: 'NATIONAL_ID' } };

type Send = (url: string, isChanged: boolean) => Promise<GraphQLAnswer>;

function sender(mutation: string, input: object, changedInput: object): Send {
  return (url, isChanged) =>
    graphqlRequest(url, mutation, { input: { ...(isChanged ? changedInput : input), idempotencyKey: KEY } });
}

const files = (seed: string) => [
  filePart('0', content('pdf', 30_000, seed)),
  filePart('1', content('png', 500)),
];
const formWith = (seed: string, number = 'A12345678') => [
  ...attachFields({ identity: [{ upload: null }], address: [{ uri: ADDRESS_URI }] }, { number }),
  filePart('identity.0', content('pdf', 30_000, seed)),
];
const sendAttachForm = (url: string, ...form: Parameters<typeof formWith>) =>
  sendForm(url, formWith(...form), { 'idempotency-key': KEY });

const answer = (expiryDate: string) => ({
  customerId,
  proofOfIdentity: { expiryDate, files: proofOfIdentity.files },
});

/** Each mutation, and the operation of Fin.com that it calls. */
const WRITES: readonly (readonly [field: string, operation: OperationName, send: Send])[] = [
  [
    'attachIndividualDocuments',
    'attachIndividualDocuments',
    sender(
      `mutation ($input: AttachIndividualDocumentsInput!) {
        attachIndividualDocuments(input: $input) { customer { id } ${WARNINGS} }
      }`,
      ONE_SIDED,
      { ...ONE_SIDED, tosPoliciesValue: 'another' },
    ),
  ],
  [
    'createIndividualCustomer',
    'createIndividualCustomer',
    sender(
      `mutation ($input: CreateIndividualCustomerInput!) {
        createIndividualCustomer(input: $input) { customer { id tosPoliciesUrl tosPoliciesValue } }
      }`,
      NEW_CUSTOMER,
      { ...NEW_CUSTOMER, metaData: { customer_reference: 'REF-2' } },
    ),
  ],
  [
    'answerInformationRequest',
    'updateCustomer',
    sender(
      `mutation ($input: AnswerInformationRequestInput!) {
        answerInformationRequest(input: $input) { customer { id } ${WARNINGS} }
      }`,
      answer('2035-01-15'),
      answer('2036-01-15'),
    ),
  ],
  [
    'uploadDocuments',
    'uploadDocuments',
    (url, isChanged) =>
      sendForm(url, [...uploadFields(2), ...files(isChanged ? 'another' : '')], { 'idempotency-key': KEY }),
  ],
];

describe.each(BOTH_WAYS)('records of %s, read by %s', (one, other) => {
  test.each(WRITES)(
    '%s: a repeated write gets the first result, and a changed one a conflict',
    async (field, operation, send) => {
      await using releases = await startReleases();
      const [first, second] = await releases.startBoth(one, other);
      releases.control.setCustomer(customerId, { customer_status: 'REINITIATE' });

      const made = await send(first.url, false);
      const repeated = await send(second.url, false);
      const changed = await send(second.url, true);

      expect(made.errors).toBeUndefined();
      expect(repeated.data).toEqual(made.data);
      expect(replayedFields(repeated)).toEqual([field]);
      expect(changed.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
      expect(releases.control.count(operation)).toBe(1);
      releases.expectNoWarnings();
    },
  );

  test('files of a repeated attach are compared and not sent, and other files are a conflict', async () => {
    await using releases = await startReleases();
    const [first, second] = await releases.startBoth(one, other);

    const made = await sendAttachForm(first.url, 'a passport');
    const repeated = await sendAttachForm(second.url, 'a passport');
    const changed = await sendAttachForm(second.url, 'another passport');

    expect(made.errors).toBeUndefined();
    expect(repeated.data).toEqual(made.data);
    expect(replayedFields(repeated)).toEqual(['attachIndividualDocuments']);
    expect(changed.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(releases.control.count('uploadDocuments')).toBe(1);
    expect(releases.control.count('attachIndividualDocuments')).toBe(1);
    expect((await attachOutcome(second.url, KEY)).state).toBe('SUCCEEDED');
    releases.expectNoWarnings();
  });

  test('a rejection is repeated with its field errors, and the corrected input is sent', async () => {
    await using releases = await startReleases();
    const [first, second] = await releases.startBoth(one, other);
    const rejected = inputWithNumber('SANDBOX-422');

    const made = await attachOnce(first.url, KEY, rejected);
    const repeated = await attachOnce(second.url, KEY, rejected);
    const outcome = await attachOutcome(second.url, KEY);
    const sentBefore = releases.control.count('attachIndividualDocuments');
    const corrected = await attachOnce(second.url, KEY);

    expect(made.errors?.[0]?.extensions.fieldErrors).toHaveLength(1);
    expect(withoutRequestId(repeated)).toEqual(withoutRequestId(made));
    expect(outcome.state).toBe('REFUSED');
    expect(sentBefore).toBe(1);
    expect(corrected.errors).toBeUndefined();
    expect(releases.control.attachCount()).toBe(1);
    releases.expectNoWarnings();
  });

  test('the files of a rejected attach are not uploaded again for the corrected one', async () => {
    await using releases = await startReleases();
    const [first, second] = await releases.startBoth(one, other);

    const made = await sendAttachForm(first.url, 'a passport', 'SANDBOX-422');
    const repeated = await sendAttachForm(second.url, 'a passport', 'SANDBOX-422');
    const corrected = await sendAttachForm(second.url, 'a passport');

    expect(made.errors?.[0]?.extensions.uploadedFiles).toHaveLength(1);
    expect(withoutRequestId(repeated)).toEqual(withoutRequestId(made));
    expect(corrected.errors).toBeUndefined();
    expect(releases.control.count('uploadDocuments')).toBe(1);
    expect(releases.control.attachCount()).toBe(1);
    releases.expectNoWarnings();
  });

  test('an attach whose response was lost is not sent again, and its outcome is read from the customer', async () => {
    await using releases = await startReleases();
    const [first, second] = await releases.startBoth(one, other);
    releases.control.faults.script('attachIndividualDocuments', {
      afterProcessing: true,
      reset: 'before-headers',
    });

    const made = await attachOnce(first.url, KEY);
    const repeated = await attachOnce(second.url, KEY);

    expect(made.errors?.[0]?.extensions.outcome).toBe('UNKNOWN');
    expect(withoutRequestId(repeated)).toEqual(withoutRequestId(made));
    expect(releases.control.count('attachIndividualDocuments')).toBe(1);
    expect(await attachOutcome(second.url, KEY)).toMatchObject({
      state: 'SUCCEEDED',
      customer: { id: customerId },
    });
  });
});

/** The errors of an answer without the ids of its request. */
function withoutRequestId({ errors = [] }: GraphQLAnswer) {
  return errors.map(({ message, path, extensions: { requestId: _, ...extensions } }) => ({
    message,
    path,
    extensions,
  }));
}
