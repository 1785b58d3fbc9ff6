import { GatewayError } from '../errors.ts';
import type { Caller } from './caller.ts';

/** What an access token may allow. */
const SCOPES = ['documents:write', 'customers:read', 'customers:write'] as const;
export type Scope = (typeof SCOPES)[number];

export function isScope(word: unknown): word is Scope {
  return SCOPES.some((scope) => scope === word);
}

/** @throws {GatewayError} FORBIDDEN naming the scope */
export function requireScope(caller: Caller | undefined, scope: Scope): void {
  if (!caller || caller.scopes.has(scope)) return;
  throw forbidden(`This needs an access token with the scope ${scope}.`, caller);
}

/** @throws {GatewayError} FORBIDDEN, whether or not there is such a customer */
export function requireOwnCustomer(caller: Caller | undefined, customerId: string): void {
  if (!caller?.customerIds || caller.customerIds.has(customerId.toLowerCase())) return;
  throw forbidden('The access token is for other customers than this one.', caller);
}

/** @throws {GatewayError} FORBIDDEN to callers that may only see customers of their own */
export function requireAllCustomers(caller: Caller | undefined): void {
  if (!caller?.customerIds) return;
  throw new GatewayError('FORBIDDEN', {
    message: 'The access token is for certain customers only, and this is about all of them.',
  });
}

/** Tells of claims that could not be read: they are the likely cause. */
function forbidden(message: string, { malformedClaims }: Caller): GatewayError {
  const hints = malformedClaims.map((name) => ` Its claim ${name} is neither a text nor a list of texts.`);
  return new GatewayError('FORBIDDEN', { message: `${message}${hints.join('')}` });
}
