import type { SubgraphModule } from './start-subgraph.ts';

/** Types with the names of ours and other meanings: objects, inputs, and enums that inputs and results use. */
export const SHIPPING: SubgraphModule = {
  name: 'shipping',
  sdl: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])

    scalar UUID

    type Query {
      shippingCountries(first: Int!): CountryList!
      quote(to: AddressInput!, documents: [DocumentType!]!): Quote!
    }

    type CountryList { items: [Country!]!  page: Pagination! }
    type Country { iso: CountryCode!  zone: Int! }
    enum CountryCode { DE US }
    type Pagination { first: Int!  hasMore: Boolean! }

    input AddressInput { country: CountryCode!  lines: [String!]!  recipient: Gender }
    enum Gender { F M X }
    enum DocumentType { CUSTOMS_DECLARATION INVOICE }
    type Quote { purpose: Purpose!  documents: [DocumentType!]!  recipient: Gender  problems: [FieldError!]! }
    enum Purpose { GIFT GOODS }
    type FieldError { field: String!  text: String! }

    type IndividualCustomer @key(fields: "id") {
      id: UUID!
      shipsTo: Country!
    }
  `,
  resolvers: {
    Query: {
      shippingCountries: (_root, { first }: { first: number }) => ({
        items: COUNTRIES.slice(0, first),
        page: { first, hasMore: first < COUNTRIES.length },
      }),
      quote: (_root, { to, documents }: { to: { recipient: string }; documents: string[] }) => ({
        purpose: 'GIFT',
        documents,
        recipient: to.recipient,
        problems: [{ field: 'lines', text: 'too few' }],
      }),
    },
    IndividualCustomer: { __resolveReference: ({ id }: { id: string }) => ({ id, shipsTo: COUNTRIES[0] }) },
  },
};

const COUNTRIES = [
  { iso: 'DE', zone: 1 },
  { iso: 'US', zone: 2 },
];
