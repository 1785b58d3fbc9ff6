import { deepEqual, ok } from 'node:assert/strict';
import type { SampleChange } from './sample-change.ts';
import { startStack } from './start-stack.ts';

const NOTE = 'The second page is a renewal.';

const ATTACH = `mutation ($input: AttachIndividualDocumentsInput!) {
  attachIndividualDocuments(input: $input) { customer { id } }
}`;

const INPUT = {
  customerId: '55bd6b4e-c20a-4cc8-9535-91d5557a67d9',
  proofOfIdentity: {
    type: 'PASSPORT',
    number: 'A12345678',
    country: 'USA',
    issueDate: '2020-01-15',
    expiryDate: '2099-01-15',
    documentNote: NOTE,
    files: [{ side: 'FRONT', uri: '/AbAcQ4hn_0652746727637.pdf' }],
  },
  proofOfAddress: { type: 'UTILITY_BILL', country: 'USA', files: [{ uri: '/AbAcQ4hn_0652746727638.pdf' }] },
  tosPoliciesValue: 'e9414388-fbdf-4407-b5c2-bc39eae3645b',
};

const RULE = "  yield* validateNotBlank([...PATH, 'documentNote'], proof.documentNote);\n";

export const addInputField: SampleChange = {
  title: 'a new field in the input of attachIndividualDocuments, with a rule',
  maxSourceFiles: 4,
  async apply(copy) {
    await copy.insert(
      'src/schema/documents/proof-of-identity-input.ts',
      { before: '    files: t.field({' },
      "    documentNote: t.string({ description: 'Note for the reviewer.' }),\n",
    );
    const proofs = 'src/datasources/fin/documents/proofs.ts';
    await copy.insert(
      proofs,
      { after: '  readonly number: string;\n' },
      '  readonly documentNote?: string | null | undefined;\n',
    );
    await copy.insert(proofs, { after: "  number: 'number',\n" }, "  documentNote: 'document_note',\n");
    await copy.insert(
      'src/resolvers/documents/validate-proof-of-identity.ts',
      { before: '  yield* validateDates(proof, context);\n' },
      RULE,
    );
    await copy.insert(
      'sandbox/documents/attach-request.ts',
      { after: '    number: notBlank,\n' },
      '    document_note: z.optional(notBlank),\n',
    );
  },
  async verify({ folder }) {
    await using stack = await startStack(folder);
    const rejection = { message: 'Invalid', errors: [{ 'proof_of_identity.document_note': `bad: ${NOTE}` }] };
    await stack.control('PUT', 'faults/attachIndividualDocuments', { status: 422, body: rejection });
    const rejected = await stack.query(ATTACH, { input: INPUT });
    const paths = (response: typeof rejected) => {
      const fieldErrors = response.errors?.[0]?.extensions['fieldErrors'];
      return Array.isArray(fieldErrors) ? fieldErrors.map(({ path }: { path: unknown }) => path) : response;
    };
    const path = ['input', 'proofOfIdentity', 'documentNote'];
    deepEqual(paths(rejected), [path], 'an error of Fin.com points at the field');
    ok(!JSON.stringify(rejected).includes(NOTE), 'the value is private');
    const accepted = await stack.query(ATTACH, { input: INPUT });
    deepEqual(accepted, { data: { attachIndividualDocuments: { customer: { id: INPUT.customerId } } } });
    const recorded = JSON.stringify(await stack.control('GET', 'requests'));
    ok(recorded.includes(`"document_note":"${NOTE}"`), 'the field is sent to Fin.com');
    const proofOfIdentity = { ...INPUT.proofOfIdentity, documentNote: ' ' };
    deepEqual(
      paths(await stack.query(ATTACH, { input: { ...INPUT, proofOfIdentity } })),
      [path],
      'the rule applies',
    );
  },
};
