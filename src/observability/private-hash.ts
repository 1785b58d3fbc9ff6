import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

/** Replaces private values in the log. Lines with the same value can still be found. */
export type PrivateHash = (label: 'caller' | 'customer' | 'key', value: string) => string;

const HASH_LENGTH = 32;

/** @param hashKey undefined: a random key, so that hashes of different processes cannot be compared */
export function createPrivateHash(hashKey: string | undefined): PrivateHash {
  // A KeyObject avoids importing the key for every hash, which costs six times as much.
  const key = createSecretKey(hashKey === undefined ? randomBytes(32) : Buffer.from(hashKey));
  return (label, value) => {
    // Customer ids are case-insensitive.
    const text = label === 'customer' ? value.toLowerCase() : value;
    // The label gives a subject and a customer id with the same text different hashes.
    return createHmac('sha256', key).update(`${label}\0${text}`).digest('hex').slice(0, HASH_LENGTH);
  };
}
