import type { Client } from '@urql/core';
import { createUrqlClient } from '../../examples/clients/urql.ts';
import type { TestGateway } from '../support/start-gateway.ts';

/** As docs/clients.md has it. */
export function urqlClient({ url }: TestGateway): Client {
  return createUrqlClient(url);
}
