import { GatewayError } from '../errors.ts';
import type { Caller } from './caller.ts';

/** Scopes of access tokens. */
const SCOPES = ['documents:write', 'customers:read', 'customers:write'] as const;
export type Scope = (typeof SCOPES)[number];

export function isScope(value: unknown): value is Scope {
  return SCOPES.some((scope) => scope === value);
}

/** @throws {GatewayError} FORBIDDEN with the name of the scope */
export function requireScope(caller: Caller | undefined, scope: Scope): void {
  if (!caller || caller.scopes.has(scope)) return;
  throw forbidden(`The access token lacks the required scope ${scope}.`, caller);
}

/** @throws {GatewayError} FORBIDDEN, whether or not the customer exists */
export function requireOwnCustomer(caller: Caller | undefined, customerId: string): void {
  if (!caller?.customerIds || caller.customerIds.has(customerId.toLowerCase())) return;
  throw forbidden('The access token does not give access to this customer.', caller);
}

/** @throws {GatewayError} FORBIDDEN if the token restricts the caller to certain customers */
export function requireAllCustomers(caller: Caller | undefined): void {
  if (!caller?.customerIds) return;
  throw new GatewayError('FORBIDDEN', {
    message: 'The access token gives access to certain customers only, but this field returns all of them.',
  });
}

/** Names malformed claims, because they are the likely cause. */
function forbidden(message: string, { malformedClaims }: Caller): GatewayError {
  const hints = malformedClaims.map(
    (name) => ` Its claim ${name} is neither a string nor a list of strings.`,
  );
  return new GatewayError('FORBIDDEN', { message: `${message}${hints.join('')}` });
}
