import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Compressing shorter records costs more time than the memory is worth. */
const MIN_COMPRESSED_LENGTH = 256;
/** The first byte of compressed records. Others are JSON and begin with a brace. */
const COMPRESSED = 0x5a;

/** Texts of typical records, the most frequent ones last. Records can be read only with the same dictionary. */
const dictionary = Buffer.from(
  [
    '{"failure":{"code":"FIN_VALIDATION_FAILED","details":{"fieldErrors":[{"path":[],"code":"","message":""}],"message":""}},',
    '"path":["input","selfie"],"path":["input","answers"],"mimetype":"image/png","mimetype":"image/jpeg",',
    '"path":["input","proofOfAddress","files",1,"upload"],"sha256":"","uri":"/.jpg",',
    '{"customerId":"","files":[{"path":["input","proofOfIdentity","files",0,"upload"],"sha256":"","uri":"/.pdf",',
    '"mimetype":"application/pdf","byteLength":}],"sentAtMs":17,"payload":{"customer":{"id":""},"warnings":[]}}',
  ].join(''),
);

/** Compresses before encryption, because nothing compresses afterwards. The length reveals no more than that of the JSON. */
export function encodeRecord(record: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(record));
  if (json.length < MIN_COMPRESSED_LENGTH) return json;
  return Buffer.concat([Buffer.of(COMPRESSED), deflateRawSync(json, { dictionary })]);
}

/** @returns undefined if another release has encoded it in another way */
export function decodeRecord(content: Buffer): unknown {
  try {
    const isCompressed = content[0] === COMPRESSED;
    const json = isCompressed ? inflateRawSync(content.subarray(1), { dictionary }) : content;
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}
