import type { Caller } from '../context.ts';
import { GatewayError } from '../errors.ts';

/** What an access token may allow. */
const SCOPES = ['documents:write', 'customers:read', 'customers:write'] as const;
export type Scope = (typeof SCOPES)[number];

export function isScope(word: unknown): word is Scope {
  return SCOPES.some((scope) => scope === word);
}

/** @throws {GatewayError} FORBIDDEN naming the scope */
export function requireScope(caller: Caller | undefined, scope: Scope): void {
  if (!caller || caller.scopes.has(scope)) return;
  throw new GatewayError('FORBIDDEN', { message: `This needs an access token with the scope ${scope}.` });
}

/** @throws {GatewayError} FORBIDDEN, whether or not there is such a customer */
export function requireOwnCustomer(caller: Caller | undefined, customerId: string): void {
  if (!caller?.customerIds || caller.customerIds.has(customerId.toLowerCase())) return;
  throw new GatewayError('FORBIDDEN', { message: 'The access token is for other customers than this one.' });
}

/** @throws {GatewayError} FORBIDDEN to callers that may only see customers of their own */
export function requireAllCustomers(caller: Caller | undefined): void {
  if (!caller?.customerIds) return;
  throw new GatewayError('FORBIDDEN', {
    message: 'The access token is for certain customers only, and this is about all of them.',
  });
}
