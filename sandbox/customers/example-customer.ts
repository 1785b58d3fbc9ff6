/** The customer on the API's attach page, so that the example request there works unchanged. The person is made up. */
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

/** These files of the examples in the API's documentation count as uploaded, although they were never sent. */
export const EXAMPLE_URIS = [
  '/AbAcQ4hn_0652746727637.pdf',
  '/AbAcQ4hn_0652746727638.pdf',
  '/XyZ123mn_0652746727639.pdf',
  '/PoAdef45_0652746727640.pdf',
] as const;
