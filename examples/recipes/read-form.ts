import type { AttachIndividualDocumentsInput } from '@fin-gateway/client/operations';

/** Reads a form into the input of the mutation. The form's fields have the names of the input, and so do the errors. */
export function readForm(form: FormData): AttachIndividualDocumentsInput {
  const text = (name: string) => String(form.get(name) ?? '');
  const file = (name: string) => {
    const value = form.get(name);
    return value instanceof Blob ? value : undefined;
  };
  return {
    customerId: text('customerId'),
    proofOfIdentity: {
      type: 'PASSPORT',
      country: 'USA',
      number: text('proofOfIdentity.number'),
      issueDate: text('proofOfIdentity.issueDate'),
      expiryDate: text('proofOfIdentity.expiryDate'),
      files: [{ side: 'FRONT', upload: file('proofOfIdentity.files.0.upload') }],
    },
    proofOfAddress: {
      type: 'BANK_STATEMENT',
      country: 'USA',
      files: [{ upload: file('proofOfAddress.files.0.upload') }],
    },
    tosPoliciesValue: text('tosPoliciesValue'),
  };
}
