/** What a reader of a customer is told of the person, under the wire's names. */
export interface Person {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone: string;
  readonly country_of_residence: string;
  readonly verification_type: string;
}

/** A customer as `GET /v1/customers/{customer_id}` shows it. A test may force any value into any member. */
export type CustomerMembers = Readonly<Record<string, unknown>>;

interface NewCustomer {
  readonly customerId: string;
  readonly tosPoliciesValue: string;
  readonly person: Person;
  readonly createdAtMs: number;
}

/** All members in the documents' order; those of the status are still to be filled in. */
export function newMembers({ customerId, tosPoliciesValue, person, createdAtMs }: NewCustomer) {
  const { verification_type, ...contact } = person;
  return {
    customer_id: customerId,
    type: 'INDIVIDUAL',
    ...contact,
    verification_type,
    customer_status: null,
    tos_policies_url: tosPoliciesUrl(customerId, tosPoliciesValue),
    created_at: wholeSeconds(createdAtMs),
    updated_at: null,
    last_status_updated_at: null,
    capabilities: null,
    rejection_reason: null,
    request_for_information: [],
  };
}

/** RFC 3339 without fractions. */
export function wholeSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -5)}Z`;
}

function tosPoliciesUrl(customerId: string, tosPoliciesValue: string): string {
  const query = new URLSearchParams({ customer_id: customerId, tos_policies_value: tosPoliciesValue });
  return `https://orchestration.fin.com/orchestration-customer-tos?${query}`;
}

const LIST_MEMBERS = {
  INDIVIDUAL: ['first_name', 'last_name', 'email', 'phone', 'country_of_residence'],
  BUSINESS: ['business_name', 'email', 'phone', 'country_of_incorporation'],
} as const;
export type CustomerType = keyof typeof LIST_MEMBERS;

/** Whatever is not a business is listed among the individuals, also if its type was forced to be something else. */
export function typeOf(members: CustomerMembers): CustomerType {
  return members['type'] === 'BUSINESS' ? 'BUSINESS' : 'INDIVIDUAL';
}

/** The members that a list shows. One that the customer lacks is lacking here, too. */
export function listItem(members: CustomerMembers): CustomerMembers {
  const shown = [
    'customer_id',
    'type',
    ...LIST_MEMBERS[typeOf(members)],
    'customer_status',
    'tos_policies_url',
    'created_at',
    'updated_at',
  ];
  // JSON leaves out what is undefined.
  return Object.fromEntries(shown.map((name) => [name, members[name]]));
}
