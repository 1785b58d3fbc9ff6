import { tokenEndpoints } from './auth/tokens.ts';
import { catalogueEndpoints } from './catalogue/catalogue.ts';
import { customerEndpoints } from './customers/customers.ts';
import { documentEndpoints } from './documents/documents.ts';
import { isWrite } from './errors/upstream-operation.ts';
import type { AnyEndpoint } from './wire/endpoint.ts';

/** Every endpoint that the gateway calls. */
export const ENDPOINTS: readonly AnyEndpoint[] = [
  ...tokenEndpoints,
  ...customerEndpoints,
  ...documentEndpoints,
  ...catalogueEndpoints,
];

/** The operations that change something at Fin.com. */
export const WRITE_OPERATIONS: ReadonlySet<string> = new Set(
  ENDPOINTS.filter(isWrite).map(({ operation }) => operation),
);
