import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../../support/example-data.ts';
import { ATTACH, type GraphQLAnswer } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

const { proofOfIdentity, proofOfAddress } = EXAMPLE_INPUT;

const CREATE =
  'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }';
const ANSWER =
  'mutation ($input: AnswerInformationRequestInput!) { answerInformationRequest(input: $input) { customer { id } } }';
const UPLOAD =
  'mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { files { uri } } }';
const VALIDATE =
  'query ($input: AttachIndividualDocumentsInput!) { validateIndividualDocuments(input: $input) { code } }';

const spoken = ({ errors }: GraphQLAnswer) =>
  errors
    ?.flatMap(({ extensions }) => extensions.fieldErrors ?? [])
    .map(({ path, code }) => `${path.join('.')} ${code}`);

const ATTACH_WITH_MISTAKES = {
  ...EXAMPLE_INPUT,
  idempotencyKey: 'schlüssel',
  customerId: 'cust-1',
  proofOfIdentity: {
    ...proofOfIdentity,
    type: 'VISA',
    number: ' ',
    issueDate: '2031-01-15',
    expiryDate: '2020-01-15',
    files: [{ side: 'LEFT', uri: 'a.pdf' }, { uri: 7 }, { uri: '/b' }, { uri: '/b' }],
  },
  proofOfAddress: { ...proofOfAddress, files: [] },
};
const ATTACH_MISTAKES = [
  'input.customerId INVALID_FORMAT',
  'input.proofOfIdentity.type UNKNOWN_VALUE',
  'input.proofOfIdentity.files.0.side UNKNOWN_VALUE',
  'input.proofOfIdentity.files.1.uri INVALID_FORMAT',
  'input.idempotencyKey INVALID_FORMAT',
  'input.proofOfIdentity.number REQUIRED',
  'input.proofOfIdentity.issueDate OUT_OF_RANGE',
  'input.proofOfIdentity.expiryDate EXPIRED',
  'input.proofOfIdentity.expiryDate OUT_OF_RANGE',
  'input.proofOfIdentity.files.0.uri INVALID_FORMAT',
  'input.proofOfIdentity.files.3.uri DUPLICATE',
  'input.proofOfAddress.files REQUIRED',
];

const CASES: [what: string, query: string, input: unknown, mistakes: string[]][] = [
  ['attach', ATTACH, ATTACH_WITH_MISTAKES, ATTACH_MISTAKES],
  ['validate', VALIDATE, ATTACH_WITH_MISTAKES, ATTACH_MISTAKES],
  [
    'create',
    CREATE,
    {
      ...NEW_CUSTOMER,
      verificationType: 'QUICK',
      basicInfo: {
        ...NEW_CUSTOMER.basicInfo,
        dob: '2099-01-15',
        email: 'Ada@Example.com',
        phone: 15,
        tin: '',
      },
      address: { ...NEW_CUSTOMER.address, city: 'Москва', country: 'XKX', postalCode: undefined },
      financialProfile: { ...NEW_CUSTOMER.financialProfile, occupationId: '1', monthlyVolumeUsd: -1 },
    },
    [
      'input.verificationType UNKNOWN_VALUE',
      'input.basicInfo.phone INVALID_FORMAT',
      'input.address.postalCode REQUIRED',
      'input.address.country UNKNOWN_VALUE',
      'input.financialProfile.occupationId INVALID_FORMAT',
      'input.basicInfo.dob OUT_OF_RANGE',
      'input.basicInfo.email INVALID_FORMAT',
      'input.basicInfo.tin REQUIRED',
      'input.address.city INVALID_FORMAT',
      'input.financialProfile.monthlyVolumeUsd OUT_OF_RANGE',
    ],
  ],
  [
    'answer',
    ANSWER,
    {
      customerId: EXAMPLE_INPUT.customerId,
      proofOfIdentity: { country: 'Y', number: '', files: [{ uri: 'x' }, { uri: '/a', upload: 1 }] },
      proofOfAddress: { files: [{}] },
    },
    [
      'input.proofOfIdentity.country UNKNOWN_VALUE',
      'input.proofOfIdentity.files.1.upload INVALID_FORMAT',
      'input.proofOfIdentity.number REQUIRED',
      'input.proofOfIdentity.files.0.uri INVALID_FORMAT',
      'input.proofOfAddress.files.0 REQUIRED',
    ],
  ],
  [
    'upload',
    UPLOAD,
    { customerId: 7, files: [] },
    ['input.customerId INVALID_FORMAT', 'input.files REQUIRED'],
  ],
];

test.each(CASES)(
  '%s: wrong types and broken rules are reported in one error',
  async (_what, query, input, mistakes) => {
    await using stack = await startStack();

    const answer = await stack.request(query, { input });

    expect(answer.status).toBe(400);
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(spoken(answer)).toEqual(mistakes);
    expect(stack.control.requests).toHaveLength(0);
  },
);

test('a value of a wrong type is not reported as missing, even if a rule needs it', async () => {
  await using stack = await startStack();
  const oneWrong = { customerId: EXAMPLE_INPUT.customerId, tosPoliciesValue: 7 };
  const wrongFiles = { ...EXAMPLE_INPUT, proofOfAddress: { ...proofOfAddress, files: [{ uri: 1 }, null] } };

  expect(spoken(await stack.request(ANSWER, { input: oneWrong }))).toEqual([
    'input.tosPoliciesValue INVALID_FORMAT',
  ]);
  expect(spoken(await stack.attach(wrongFiles))).toEqual([
    'input.proofOfAddress.files.0.uri INVALID_FORMAT',
    'input.proofOfAddress.files.1 REQUIRED',
  ]);
});

test('mistakes in literals, in variables inside them and against rules are reported together, also in fragments', async () => {
  await using stack = await startStack();
  const query = `query ($number: String!, $uri: String) { ...Check individualCustomers(page: 0, perPage: "ten") { pagination { total } } }
    fragment Check on Query {
      validateIndividualDocuments(input: {
        customerId: "cust-1", tosPoliciesValue: "",
        proofOfIdentity: { type: PASSPORT, number: $number, country: USA, issueDate: "2020-01-15", expiryDate: "2019-01-15", files: [{ uri: $uri }] }
        proofOfAddress: { type: BANK_STATEMENT, country: USA, files: [{ uri: $uri }, { uri: $uri }] }
      }) { code }
    }`;
  const mistakes = [
    'page OUT_OF_RANGE',
    'perPage INVALID_FORMAT',
    'input.customerId INVALID_FORMAT',
    'input.proofOfIdentity.number INVALID_FORMAT',
    'input.proofOfIdentity.expiryDate EXPIRED',
    'input.proofOfIdentity.expiryDate OUT_OF_RANGE',
    'input.proofOfAddress.files.1.uri DUPLICATE',
    'input.tosPoliciesValue REQUIRED',
  ];

  // Twice: the document is parsed and validated only the first time.
  for (let time = 0; time < 2; time += 1) {
    const answer = await stack.request(query, { number: 7, uri: '/a' });
    expect(answer.errors).toHaveLength(1);
    expect(new Set(spoken(answer))).toEqual(new Set(mistakes));
    expect(spoken(answer)).toHaveLength(mistakes.length);
  }
});

test('the inputs of two fields are both checked, and a shared mistake is reported once', async () => {
  await using stack = await startStack();
  const query = `mutation ($a: AttachIndividualDocumentsInput!, $b: AttachIndividualDocumentsInput!) {
    a: attachIndividualDocuments(input: $a) { customer { id } }
    b: attachIndividualDocuments(input: $b) { customer { id } }
  }`;

  const answer = await stack.request(query, {
    a: { ...EXAMPLE_INPUT, customerId: 'x', tosPoliciesValue: ' ' },
    b: {
      ...EXAMPLE_INPUT,
      customerId: 'y',
      tosPoliciesValue: ' ',
      proofOfIdentity: { ...proofOfIdentity, number: '' },
    },
  });

  expect(spoken(answer)).toEqual([
    'input.customerId INVALID_FORMAT',
    'input.tosPoliciesValue REQUIRED',
    'input.proofOfIdentity.number REQUIRED',
  ]);
  expect(stack.control.requests).toHaveLength(0);
});

test('an invalid key is reported together with broken rules', async () => {
  await using stack = await startStack();

  const answer = await stack.attach({ ...EXAMPLE_INPUT, idempotencyKey: '', tosPoliciesValue: '' });

  expect(spoken(answer)).toEqual(['input.idempotencyKey INVALID_FORMAT', 'input.tosPoliciesValue REQUIRED']);
});
