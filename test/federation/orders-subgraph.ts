import type { SubgraphModule } from './start-subgraph.ts';

export const ORDERS_SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])

  scalar UUID

  type Query {
    orders: [Order!]!
    checkOrder: [FieldError!]!
  }

  type Order @key(fields: "id") {
    id: ID!
    owner: IndividualCustomer!
  }

  type IndividualCustomer @key(fields: "id") {
    id: UUID!
    orders: [Order!]!
  }

  type FieldError @shareable {
    path: [PathSegment!]!
    code: FieldErrorCode!
    params: JSONObject!
    message: String!
  }
  enum FieldErrorCode { REQUIRED SOLD_OUT }
  scalar PathSegment
  scalar JSONObject
`;

export interface Order {
  readonly id: string;
  readonly owner: { readonly id: string };
}

/** Orders with an owner, and the customer's orders as a field of the customer. */
export function ordersSubgraph(orders: readonly Order[]): SubgraphModule {
  return {
    name: 'orders',
    sdl: ORDERS_SDL,
    resolvers: {
      Query: { orders: () => orders, checkOrder: () => [] },
      IndividualCustomer: {
        __resolveReference: ({ id }: { id: string }) => ({
          id,
          orders: orders.filter(({ owner }) => owner.id === id),
        }),
      },
    },
  };
}
