import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { createSealing, type Sealing } from '../redis/sealing.ts';

/** Keeps records readable for those who have the key, and what they are about unguessable for everybody else. */
export interface RecordSeal extends Pick<Sealing, 'seal' | 'open'> {
  /** A name for something private, the same on every replica that has the key. */
  nameOf(text: string): string;
}

/** @param key of 32 bytes, shared by the replicas; left out, one that ends with the process */
export function createRecordSeal(key: Uint8Array = randomBytes(32)): RecordSeal {
  const { seal, open } = createSealing(key);
  // As bytes, it would be made a key of anew for each name, at six times the cost.
  const namingKey = createSecretKey(
    Buffer.from(hkdfSync('sha256', key, '', 'fin-gateway idempotency names', 32)),
  );
  const nameOf = (text: string) => createHmac('sha256', namingKey).update(text).digest('base64url');
  return { seal, open, nameOf };
}
