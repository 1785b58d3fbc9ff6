/** The example from Fin.com's documentation. It works at once, because the sandbox contains its customer. */
export const EXAMPLE_VARIABLES = {
  input: {
    customerId: '55bd6b4e-c20a-4cc8-9535-91d5557a67d9',
    proofOfIdentity: {
      type: 'PASSPORT',
      number: 'A12345678',
      country: 'USA',
      issueDate: '2020-01-15',
      expiryDate: '2030-01-15',
      files: [{ side: 'FRONT', uri: '/AbAcQ4hn_0652746727637.pdf' }],
    },
    proofOfAddress: {
      type: 'BANK_STATEMENT',
      country: 'USA',
      files: [{ uri: '/AbAcQ4hn_0652746727638.pdf' }],
    },
    tosPoliciesValue: 'e9414388-fbdf-4407-b5c2-bc39eae3645b',
  },
};

export const ATTACH = `mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {
  attachIndividualDocuments(input: $input) {
    customer {
      id
    }
  }
}
`;

/** @returns a shell command that attaches the example documents */
export function exampleCommand(url: string): string {
  const body = JSON.stringify({ query: ATTACH.replace(/\s+/g, ' ').trim(), variables: EXAMPLE_VARIABLES });
  return `curl -s ${url} -H 'content-type: application/json' -d '${body}'`;
}
