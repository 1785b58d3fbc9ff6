/** The customer of the API's attach page, so that its example request works here as it stands. The person is ours. */
export const EXAMPLE_CUSTOMER = {
  customerId: '55bd6b4e-c20a-4cc8-9535-91d5557a67d9',
  tosPoliciesValue: 'e9414388-fbdf-4407-b5c2-bc39eae3645b',
  person: {
    first_name: 'Clara',
    last_name: 'Whitfield',
    email: 'clara.whitfield@example.com',
    phone: '+14155550132',
    country_of_residence: 'USA',
    verification_type: 'STANDARD',
  },
} as const;

/** That customer's files: they count as uploaded, though no bytes came. */
export const EXAMPLE_URIS = ['/AbAcQ4hn_0652746727637.pdf', '/AbAcQ4hn_0652746727638.pdf'] as const;
