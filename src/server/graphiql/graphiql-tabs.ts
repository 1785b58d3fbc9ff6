import type { CustomerApi } from '../../rules/rule-context.ts';
import { ATTACH, EXAMPLE_VARIABLES } from './example-operations.ts';

interface GraphiQLTab {
  readonly query: string;
  readonly variables: string;
}

const { input: EXAMPLE } = EXAMPLE_VARIABLES;
/** The file picker asks for a file for each variable with this value. */
const PICK = 'pick a file';

const UPLOAD = `# Press play, then choose a file.
# To upload two files, add a second "${PICK}" to the list.
mutation UploadFiles($input: UploadDocumentsInput!) {
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

const VALIDATE = `# Lists the errors in the input. Sends nothing to Fin.com.
query ValidateDocuments($input: AttachIndividualDocumentsInput!) {
  validateIndividualDocuments(input: $input) {
    path
    code
    params
    message
  }
}
`;

const CREATE = `# Onboarding, step 1 of 3: create a customer.
# Use the returned id and tosPoliciesValue to attach documents.
mutation CreateCustomer($input: CreateIndividualCustomerInput!) {
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

const STATUS = `# Onboarding, step 2 of 3: read the customer's status.
query CustomerStatus($id: UUID!) {
  individualCustomer(id: $id) {
    status
    nextStep
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

const RFI_HINT = `# Set the passport number in the first tab to SANDBOX-RFI, and the
# sandbox requests more information a few seconds later.
`;

const WATCH = `# Shows the customer's state, then every change: attach the documents
# in another window, and watch the review. Press stop to end it.
subscription WatchCustomer($id: UUID!) {
  individualCustomerChanged(id: $id) {
    status
    nextStep
    lastStatusUpdatedAt
  }
}
`;

const ANSWER = `# Onboarding, step 3 of 3: send what requestedFieldErrors lists.
# This works while nextStep is ANSWER_REQUEST.
mutation AnswerRequest($input: AnswerInformationRequestInput!) {
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
    taxInfo: [{ country: 'USA', documentType: 'SSN', documentId: '900-00-0000' }],
  },
  address: {
    street: '12 Harbour Street',
    city: 'New York',
    state: 'US-NY',
    postalCode: '10001',
    country: 'USA',
  },
  financialProfile: {
    employmentStatus: 'EMPLOYED',
    occupationId: 1,
    sourceOfFundIds: [1],
    purposeId: 1,
    monthlyVolumeUsd: 5000,
  },
};

/** The sandbox's requests depend on the version that created the customer. */
const REQUESTED: Readonly<Record<CustomerApi, object>> = {
  v1: { expiryDate: '2035-01-15', files: EXAMPLE.proofOfIdentity.files },
  v2: {
    type: 'PASSPORT',
    issueDate: '2025-01-15',
    expiryDate: '2035-01-15',
    files: EXAMPLE.proofOfIdentity.files,
  },
};

/** The tabs that GraphiQL opens with. */
export function createExampleTabs(
  customerApi: CustomerApi,
  { isSandbox }: { readonly isSandbox: boolean },
): [GraphiQLTab, ...GraphiQLTab[]] {
  return [
    tab(`# Press play to attach the example documents.\n${attachAs('AttachDocuments')}`, EXAMPLE_VARIABLES),
    tab(UPLOAD, { input: { customerId: EXAMPLE.customerId, files: [PICK] } }),
    tab(`# Press play, then choose both files.\n${attachAs('AttachWithFiles')}`, {
      input: WITH_UPLOADS,
    }),
    tab(VALIDATE, { input: WITH_MISTAKES }),
    tab(CREATE, { input: NEW_CUSTOMER }),
    tab(isSandbox ? `${RFI_HINT}${STATUS}` : STATUS, { id: EXAMPLE.customerId }),
    tab(WATCH, { id: EXAMPLE.customerId }),
    tab(ANSWER, { input: { customerId: EXAMPLE.customerId, proofOfIdentity: REQUESTED[customerApi] } }),
  ];
}

/** The operation's name is the title of its tab, and has to be short. */
function attachAs(operationName: string): string {
  return ATTACH.replace('AttachIndividualDocuments(', `${operationName}(`);
}

function tab(query: string, variables: unknown): GraphiQLTab {
  return { query, variables: JSON.stringify(variables, null, 2) };
}
