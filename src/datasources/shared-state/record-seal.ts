import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps records readable for those who have the key, and what they are about unguessable for everybody else. */
export interface RecordSeal {
  /** A name for something private, the same on every replica that has the key. */
  nameOf(text: string): string;
  /** @param name of the record: sealed text does not open under another one */
  seal(name: string, text: string): string;
  /** @returns undefined for what was sealed with another key, for another record, or was changed */
  open(name: string, sealed: string): string | undefined;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param secret of 32 bytes, shared by the replicas; left out, one that ends with the process */
export function createRecordSeal(secret: Uint8Array = randomBytes(32)): RecordSeal {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `fin-gateway ${use}`, 32));
  const namingKey = keyFor('idempotency names');
  const sealingKey = keyFor('idempotency records');
  return {
    nameOf: (text) => createHmac('sha256', namingKey).update(text).digest('base64url'),
    seal(name, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, sealingKey, nonce).setAAD(Buffer.from(name));
      const body = [cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([nonce, cipher.getAuthTag(), ...body]).toString('base64');
    },
    open(name, sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(CIPHER, sealingKey, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(name))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        return (
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch {
        return undefined;
      }
    },
  };
}
