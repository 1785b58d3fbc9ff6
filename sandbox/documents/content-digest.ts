import { createHash } from 'node:crypto';

export type FileType = 'PDF' | 'JPEG' | 'PNG';

/** Length, hash and type of content that is streamed through and not kept. */
export interface ContentDigest {
  add(chunk: Buffer): void;
  byteLength(): number;
  /** Judged by the first bytes; undefined for any other type. */
  fileType(): FileType | undefined;
  /** Can be called once, at the end. */
  sha256(): string;
}

const SIGNATURES: readonly (readonly [FileType, Buffer])[] = [
  ['JPEG', Buffer.from([0xff, 0xd8, 0xff])],
  ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];
/** May be preceded by other bytes, such as a newline. */
const PDF_HEADER = '%PDF-';
const HEAD_BYTES = 1_024;

export function createContentDigest(): ContentDigest {
  const hash = createHash('sha256');
  let byteLength = 0;
  let head = Buffer.alloc(0);
  return {
    add(chunk) {
      hash.update(chunk);
      byteLength += chunk.length;
      if (head.length < HEAD_BYTES) {
        head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
      }
    },
    byteLength: () => byteLength,
    fileType: () =>
      SIGNATURES.find(([, bytes]) => head.subarray(0, bytes.length).equals(bytes))?.[0] ??
      (head.includes(PDF_HEADER) ? 'PDF' : undefined),
    sha256: () => hash.digest('hex'),
  };
}
