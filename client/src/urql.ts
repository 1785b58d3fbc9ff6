export type { GetToken } from './transport/token-source.ts';
export { CACHE_KEYS } from './urql/cache-keys.ts';
export { createUrqlExchanges, type UrqlOptions } from './urql/exchanges.ts';
export { toGatewayClient } from './urql/gateway-client.ts';
