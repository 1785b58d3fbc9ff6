import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts what is kept outside of the process: AES-256-GCM, each text with a nonce of its own. */
export interface Sealing {
  /** Names the key without telling it. */
  readonly keyId: string;
  /** @param place where the text will be kept: it opens nowhere else */
  seal(text: string, place: string): string;
  /** @returns undefined for whatever was not sealed by this key for this place, or was changed since */
  open(sealed: string, place: string): string | undefined;
}

/** @param key 32 random bytes */
export function createSealing(key: Uint8Array): Sealing {
  // As bytes, it would be made a key of anew for each text, at twice the cost.
  const cipherKey = createSecretKey(derive(key, 'fin-gateway sealing'));
  return {
    keyId: derive(key, 'fin-gateway key id').toString('hex').slice(0, 16),
    seal(text, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, cipherKey, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(place));
      const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(sealed).toString('base64url');
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(CIPHER, cipherKey, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/** What stands in a key's name for things that nobody should read there. */
export function nameHash(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** A key for each use, so that none tells about another: RFC 5869. */
function derive(key: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', use, 32));
}
