/** The API page's own example, which the sandbox knows: something that works at once. */
const EXAMPLE_VARIABLES = {
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

const ATTACH = `mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) {
  attachIndividualDocuments(input: $input) {
    customer {
      id
    }
  }
}
`;

const VALIDATE = `query ValidateIndividualDocuments($input: AttachIndividualDocumentsInput!) {
  validateIndividualDocuments(input: $input) {
    path
    code
    params
    message
  }
}
`;

const WITH_MISTAKES = {
  input: {
    ...EXAMPLE_VARIABLES.input,
    proofOfIdentity: {
      ...EXAMPLE_VARIABLES.input.proofOfIdentity,
      number: ' ',
      issueDate: '2020-01-15',
      expiryDate: '2020-01-14',
      files: [],
    },
  },
};

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

interface GraphiQLTab {
  readonly query: string;
  readonly variables: string;
}

/** Tabs that GraphiQL opens with. */
export const EXAMPLE_TABS: [GraphiQLTab, ...GraphiQLTab[]] = [
  {
    query: `# Press play to attach the example documents.\n${ATTACH}`,
    variables: pretty(EXAMPLE_VARIABLES),
  },
  {
    query: `# Ask which rules an input breaks; nothing is sent to Fin.com.\n${VALIDATE}`,
    variables: pretty(WITH_MISTAKES),
  },
];

/** One shell line that attaches the example documents. */
export function exampleCommand(url: string): string {
  const body = JSON.stringify({ query: ATTACH.replace(/\s+/g, ' ').trim(), variables: EXAMPLE_VARIABLES });
  return `curl -s ${url} -H 'content-type: application/json' -d '${body}'`;
}
