import type { FieldPolicy, TypePolicies, TypePolicy } from '@apollo/client';
import { FIELDS_WITHOUT_KEY, TYPES_WITH_CODE } from '../generated/type-keys.ts';

/**
 * For `InMemoryCache`. Select `code` wherever you select a country or a subdivision: it is their key. A new list of objects
 * without an identity replaces the old one.
 */
export const TYPE_POLICIES: TypePolicies = toTypePolicies();

function toTypePolicies(): TypePolicies {
  const policies: Record<string, TypePolicy> = {};
  for (const type of TYPES_WITH_CODE) policies[type] = { keyFields: ['code'] };
  for (const [type, fields] of Object.entries(FIELDS_WITHOUT_KEY))
    policies[type] = { ...policies[type], fields: toFieldPolicies(fields) };
  return policies;
}

function toFieldPolicies(fields: Readonly<Record<string, 'LIST' | 'OBJECT'>>): Record<string, FieldPolicy> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, kind]) => [name, { merge: kind === 'OBJECT' }]),
  );
}
