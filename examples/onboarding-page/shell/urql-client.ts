import type { GatewayClient } from '@fin-gateway/client/client';
import { CACHE_KEYS, createUrqlExchanges, toGatewayClient, type UrqlOptions } from '@fin-gateway/client/urql';
import { Client } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';

export function createUrqlClient(options: UrqlOptions): GatewayClient {
  const exchanges = [cacheExchange({ keys: CACHE_KEYS }), ...createUrqlExchanges(options)];
  return toGatewayClient(new Client({ url: options.url, exchanges, preferGetMethod: false }));
}
