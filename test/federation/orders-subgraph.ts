import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';

/** What another team may write: orders with an owner, and the customer's orders as a field of the customer. */
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

export interface OrdersSubgraph extends AsyncDisposable {
  readonly url: string;
}

/** The subgraph of another team, with Apollo's own library, on a free port. */
export async function startOrdersSubgraph(orders: readonly Order[]): Promise<OrdersSubgraph> {
  const resolvers = {
    Query: { orders: () => orders, checkOrder: () => [] },
    IndividualCustomer: {
      __resolveReference: ({ id }: { id: string }) => ({
        id,
        orders: orders.filter(({ owner }) => owner.id === id),
      }),
    },
  };
  const schema = buildSubgraphSchema([{ typeDefs: parse(ORDERS_SDL), resolvers }]);
  const server = createServer(createYoga({ schema, logging: false }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
