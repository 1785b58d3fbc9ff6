/** Personal data in the response of reading a customer. */
export interface Person {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
  readonly phone: string;
  readonly country_of_residence: string;
  readonly verification_type: string;
}

/** A customer on the wire. Tests can set any member to any value. */
export type CustomerMembers = Readonly<Record<string, unknown>>;

interface NewCustomer {
  readonly customerId: string;
  readonly tosPoliciesValue: string;
  readonly person: Person;
  readonly createdAtMs: number;
}

/** All members in the documented order. The caller sets those that depend on the status. */
export function createMembers({ customerId, tosPoliciesValue, person, createdAtMs }: NewCustomer) {
  const { verification_type, ...contact } = person;
  return {
    customer_id: customerId,
    type: 'INDIVIDUAL',
    ...contact,
    verification_type,
    customer_status: null,
    tos_policies_url: tosPoliciesUrl(customerId, tosPoliciesValue),
    created_at: formatTimestamp(createdAtMs),
    updated_at: null,
    last_status_updated_at: null,
    capabilities: null,
    rejection_reason: null,
    request_for_information: [],
  };
}

/** RFC 3339 in whole seconds. */
export function formatTimestamp(ms: number): string {
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

/** Every customer that is not a business is listed as an individual, even if a test has set another type. */
export function customerTypeOf(members: CustomerMembers): CustomerType {
  return members['type'] === 'BUSINESS' ? 'BUSINESS' : 'INDIVIDUAL';
}

/** The members that `GET /v2/customers` returns. Members that the customer lacks are left out. */
export function toListItem(members: CustomerMembers): CustomerMembers {
  const names = [
    'customer_id',
    'type',
    ...LIST_MEMBERS[customerTypeOf(members)],
    'customer_status',
    'tos_policies_url',
    'created_at',
    'updated_at',
  ];
  // JSON omits undefined members.
  return Object.fromEntries(names.map((name) => [name, members[name]]));
}
