import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Drawing random bytes takes longer than encrypting a record, so nonces are drawn in advance. */
const NONCES_PER_DRAW = 256;

/** Encrypts what leaves the process, with AES-256-GCM and a random nonce each time. */
export interface Sealing {
  /** Identifies the key without revealing it. */
  readonly keyId: string;
  /**
   * @param place where the content is stored, as additional authenticated data: it can be opened only there
   * @returns base64url
   */
  seal(content: string | Uint8Array, place: string): string;
  /** @returns undefined unless the content was sealed with this key for this place and is unchanged */
  open(sealed: string, place: string): Buffer | undefined;
}

/** @param key 32 random bytes */
export function createSealing(key: Uint8Array): Sealing {
  // A KeyObject avoids importing the key on every call, which takes twice as long.
  const cipherKey = createSecretKey(derive(key, 'fin-gateway sealing'));
  const drawNonce = createNonces();
  return {
    keyId: derive(key, 'fin-gateway key id').toString('hex').slice(0, 16),
    seal(content, place) {
      const nonce = drawNonce();
      const cipher = createCipheriv(CIPHER, cipherKey, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(place));
      const sealed = [nonce, cipher.update(Buffer.from(content)), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(sealed).toString('base64url');
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(CIPHER, cipherKey, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const content = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([content, decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}

/** @returns a function that gives a random nonce */
function createNonces(): () => Buffer {
  let drawn = Buffer.alloc(0);
  return () => {
    if (drawn.length === 0) drawn = randomBytes(NONCES_PER_DRAW * NONCE_BYTES);
    const nonce = drawn.subarray(0, NONCE_BYTES);
    drawn = drawn.subarray(NONCE_BYTES);
    return nonce;
  };
}

/** Replaces private values in the names of Redis keys. */
export function nameHash(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Replaces texts that nobody without the key may guess. @param key 32 random bytes @param use separates hashes */
export function createKeyedHash(key: Uint8Array, use: string): (text: string) => string {
  const hashKey = createSecretKey(derive(key, `fin-gateway ${use}`));
  return (text) => createHmac('sha256', hashKey).update(text).digest('hex').slice(0, 32);
}

/** Derives an independent key for each use (HKDF, RFC 5869). */
function derive(key: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', use, 32));
}
