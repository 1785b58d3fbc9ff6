import { ATTACH, EXAMPLE_VARIABLES } from './example-operations.ts';

interface GraphiQLTab {
  readonly query: string;
  readonly variables: string;
}

const { input: EXAMPLE } = EXAMPLE_VARIABLES;
/** What the file picker looks for in variables. */
const PICK = 'pick a file';

const UPLOAD = `# Press play, and pick the file.
# A second "${PICK}" in the list asks for a second one.
mutation UploadDocuments($input: UploadDocumentsInput!) {
  uploadDocuments(input: $input) {
    files {
      uri
      mimetype
      byteLength
      sha256
    }
  }
}
`;

const VALIDATE = `# Which rules does the input break? Nothing is sent to Fin.com.
query ValidateIndividualDocuments($input: AttachIndividualDocumentsInput!) {
  validateIndividualDocuments(input: $input) {
    path
    code
    params
    message
  }
}
`;

const CREATE = `# The journey, 1 of 3: create a customer.
# The answer has the id and the terms' value that an attach wants.
mutation CreateIndividualCustomer($input: CreateIndividualCustomerInput!) {
  createIndividualCustomer(input: $input) {
    customer {
      id
      status
      tosPoliciesUrl
      tosPoliciesValue
    }
  }
}
`;

const STATUS = `# The journey, 2 of 3: where the customer stands.
# With SANDBOX-RFI as passport number in the first tab,
# Fin.com asks for more a few seconds after the attach.
query CustomerStatus($id: UUID!) {
  individualCustomer(id: $id) {
    status
    requiredDocuments {
      kind
      label
      acceptedTypes {
        type
        label
        sides
      }
    }
    requestedFieldErrors {
      path
      code
      message
    }
  }
}
`;

const ANSWER = `# The journey, 3 of 3: answer what Fin.com asks for,
# once the status is REINITIATE.
mutation AnswerInformationRequest($input: AnswerInformationRequestInput!) {
  answerInformationRequest(input: $input) {
    customer {
      id
      status
    }
  }
}
`;

const WITH_UPLOADS = {
  ...EXAMPLE,
  proofOfIdentity: { ...EXAMPLE.proofOfIdentity, files: [{ side: 'FRONT', upload: PICK }] },
  proofOfAddress: { ...EXAMPLE.proofOfAddress, files: [{ upload: PICK }] },
};

const WITH_MISTAKES = {
  ...EXAMPLE,
  proofOfIdentity: { ...EXAMPLE.proofOfIdentity, number: ' ', expiryDate: '2020-01-14', files: [] },
};

const NEW_CUSTOMER = {
  verificationType: 'STANDARD',
  basicInfo: {
    firstName: 'Mariana',
    lastName: 'Castanho',
    dob: '1990-01-15',
    email: 'mariana.castanho@example.com',
    phone: '+14155550119',
    countryOfResidence: 'USA',
    nationality: 'PRT',
    tin: '900-00-0000',
  },
  address: {
    street: '12 Harbour Street',
    city: 'New York',
    state: 'US-NY',
    postalCode: '10001',
    country: 'USA',
  },
  financialProfile: { occupationId: 1, sourceOfFundId: 1, purposeId: 1, monthlyVolumeUsd: 5000 },
};

const REQUESTED = {
  customerId: EXAMPLE.customerId,
  proofOfIdentity: { expiryDate: '2035-01-15', files: EXAMPLE.proofOfIdentity.files },
};

/** Tabs that GraphiQL opens with. */
export const EXAMPLE_TABS: [GraphiQLTab, ...GraphiQLTab[]] = [
  tab(`# Press play to attach the example documents.\n${ATTACH}`, EXAMPLE_VARIABLES),
  tab(UPLOAD, { input: { customerId: EXAMPLE.customerId, files: [PICK] } }),
  tab(`# Press play, and pick both files.\n${ATTACH.replace('Documents(', 'DocumentsWithFiles(')}`, {
    input: WITH_UPLOADS,
  }),
  tab(VALIDATE, { input: WITH_MISTAKES }),
  tab(CREATE, { input: NEW_CUSTOMER }),
  tab(STATUS, { id: EXAMPLE.customerId }),
  tab(ANSWER, { input: REQUESTED }),
];

function tab(query: string, variables: unknown): GraphiQLTab {
  return { query, variables: JSON.stringify(variables, null, 2) };
}
