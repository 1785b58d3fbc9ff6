import { createHash } from 'node:crypto';

export type DocumentKind = 'PDF' | 'JPEG' | 'PNG';

/** Counts and digests bytes as they pass, and looks at the first ones. Keeps none. */
export interface ContentMeasure {
  add(chunk: Buffer): void;
  byteLength(): number;
  /** By signature; undefined for anything else. */
  documentKind(): DocumentKind | undefined;
  /** Ends the measure: may be asked once. */
  sha256(): string;
}

const SIGNATURES: readonly (readonly [DocumentKind, Buffer])[] = [
  ['JPEG', Buffer.from([0xff, 0xd8, 0xff])],
  ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];
/** A PDF's header may come late, after a newline for example. */
const PDF_HEADER = '%PDF-';
const HEAD_BYTES = 1_024;

export function createContentMeasure(): ContentMeasure {
  const digest = createHash('sha256');
  let byteLength = 0;
  let head = Buffer.alloc(0);
  return {
    add(chunk) {
      digest.update(chunk);
      byteLength += chunk.length;
      if (head.length < HEAD_BYTES) {
        head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
      }
    },
    byteLength: () => byteLength,
    documentKind: () =>
      SIGNATURES.find(([, bytes]) => head.subarray(0, bytes.length).equals(bytes))?.[0] ??
      (head.includes(PDF_HEADER) ? 'PDF' : undefined),
    sha256: () => digest.digest('hex'),
  };
}
