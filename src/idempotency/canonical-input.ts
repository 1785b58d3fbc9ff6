import type { KeyedInput } from './idempotency-key.ts';

const DIGITS = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const UUID = new RegExp(`^(?:urn:uuid:)?(?:${DIGITS}|\\{${DIGITS}\\})$`, 'i');

/**
 * Serializes an input without its idempotency key. Inputs with the same meaning give the same text, whatever the order of
 * members and the notation of UUIDs. Files count by their position only; numbers and other texts count literally.
 */
export function canonicalInput({ idempotencyKey: _key, ...input }: KeyedInput): string {
  return JSON.stringify(input, (_name, value: unknown) => {
    if (value instanceof Promise) return { upload: true };
    if (typeof value === 'bigint') return { integer: `${value}` };
    if (typeof value === 'string') return UUID.test(value) ? canonicalUuid(value) : value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const members = Object.entries(value).filter(([, member]) => member != null);
    return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function canonicalUuid(uuid: string): string {
  return uuid.toLowerCase().replace('urn:uuid:', '').replace(/[{}]/g, '');
}
