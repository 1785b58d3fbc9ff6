import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { createSealing, type Sealing } from '../redis/sealing.ts';
import { HASH_BYTES } from './record-format.ts';

/** Encrypts records, and derives names that nobody can guess without the key. */
export interface RecordSeal extends Pick<Sealing, 'seal' | 'open'> {
  /** A keyed hash, equal on all replicas with the same key. */
  nameOf(text: string): string;
}

/** @param key 32 bytes, shared by the replicas; by default a random key that ends with the process */
export function createRecordSeal(key: Uint8Array = randomBytes(32)): RecordSeal {
  const { seal, open } = createSealing(key);
  // A KeyObject avoids importing the key on every call, which takes six times as long.
  const namingKey = createSecretKey(
    Buffer.from(hkdfSync('sha256', key, '', 'fin-gateway idempotency names', 32)),
  );
  const nameOf = (text: string) =>
    createHmac('sha256', namingKey).update(text).digest().toString('base64url', 0, HASH_BYTES);
  return { seal, open, nameOf };
}
