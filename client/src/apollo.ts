export { type ApolloLinkOptions, createApolloLink } from './apollo/apollo-link.ts';
export { toGatewayClient } from './apollo/gateway-client.ts';
export { TYPE_POLICIES } from './apollo/type-policies.ts';
export type { GetToken } from './transport/token-source.ts';
