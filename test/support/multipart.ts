import { createHash } from 'node:crypto';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { EXAMPLE_INPUT } from './example-data.ts';
import { ATTACH, type GraphQLAnswer, parseAnswer } from './graphql-request.ts';

export const BOUNDARY = '----test7MA4YWxkTrZu0gW';

export const UPLOAD = `mutation Upload($input: UploadDocumentsInput!) {
  uploadDocuments(input: $input) { files { uri mimetype byteLength sha256 } }
}`;

export interface Part {
  /** Its header lines. */
  readonly head: readonly string[];
  readonly body: Uint8Array;
}

export function textPart(name: string, value: string): Part {
  return { head: [`content-disposition: form-data; name="${name}"`], body: Buffer.from(value) };
}

export function jsonPart(name: string, value: unknown): Part {
  return textPart(name, JSON.stringify(value));
}

export function filePart(
  name: string,
  body: Uint8Array,
  fileName = 'scan.pdf',
  type = 'application/pdf',
): Part {
  const disposition = `content-disposition: form-data; name="${name}"; filename="${fileName}"`;
  return { head: [disposition, `content-type: ${type}`], body };
}

/** A part up to and without its body. */
export function headOf({ head }: Part, boundary = BOUNDARY): Buffer {
  return Buffer.from([`--${boundary}`, ...head, '', ''].join('\r\n'));
}

export function encodePart(part: Part, boundary = BOUNDARY): Buffer {
  return Buffer.concat([headOf(part, boundary), part.body, Buffer.from('\r\n')]);
}

export function ending(boundary = BOUNDARY): Buffer {
  return Buffer.from(`--${boundary}--\r\n`);
}

export function encodeForm(parts: readonly Part[], boundary = BOUNDARY): Buffer {
  return Buffer.concat([...parts.map((part) => encodePart(part, boundary)), ending(boundary)]);
}

/** `operations` and `map` of an `uploadDocuments` whose files are called 0, 1, … */
export function uploadFields(fileCount: number, customerId = EXAMPLE_INPUT.customerId): Part[] {
  const files = Array.from({ length: fileCount }, () => null);
  const map = Object.fromEntries(files.map((_, index) => [index, [`variables.input.files.${index}`]]));
  const operations = { query: UPLOAD, variables: { input: { customerId, files } } };
  return [jsonPart('operations', operations), jsonPart('map', map)];
}

/** The same with the files behind them, in order. */
export function uploadForm(...contents: readonly Uint8Array[]): Part[] {
  return [
    ...uploadFields(contents.length),
    ...contents.map((content, index) => filePart(String(index), content)),
  ];
}

/** A client that writes its body by hand. */
export interface OpenForm {
  /** Resolves when the bytes are written, or can never be. */
  send(...chunks: readonly (Uint8Array | string)[]): Promise<void>;
  end(): void;
  /** Breaks the connection off. */
  hangUp(): void;
  /** Rejects when the connection breaks before the answer is whole. */
  readonly answer: Promise<GraphQLAnswer>;
  /** Resolves when the connection is closed, however. */
  readonly closed: Promise<void>;
}

/** Begins a form; the length is not announced, unless a header says it. */
export function openForm(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  boundary = BOUNDARY,
): OpenForm {
  const outgoing = request(url, {
    method: 'POST',
    agent: false,
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      accept: 'application/graphql-response+json, application/json',
      'graphql-preflight': '1',
      ...headers,
    },
  });
  const closed = new Promise<void>((resolve) => outgoing.once('close', () => resolve()));
  const answer = answerTo(outgoing);
  // A test may not care.
  answer.catch(() => undefined);
  outgoing.flushHeaders();
  return {
    answer,
    closed,
    async send(...chunks) {
      for (const chunk of chunks) {
        if (outgoing.destroyed || chunk.length === 0) continue;
        await Promise.race([new Promise((resolve) => outgoing.write(chunk, resolve)), closed]);
      }
    },
    end: () => outgoing.end(),
    hangUp: () => outgoing.destroy(),
  };
}

async function answerTo(outgoing: ClientRequest): Promise<GraphQLAnswer> {
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.on('error', reject);
    outgoing.once('close', () => reject(new Error('closed without an answer')));
  });
  const body = await text(incoming);
  const entries = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return parseAnswer(incoming.statusCode ?? 0, new Headers(entries), body);
}

/** Sends a whole form at once. */
export async function sendForm(
  url: string,
  form: readonly Part[] | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<GraphQLAnswer> {
  const open = openForm(url, headers);
  void open.send(form instanceof Uint8Array ? form : encodeForm(form)).then(open.end);
  return open.answer;
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const PNG_1X1 = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const STARTS = {
  pdf: Buffer.from('%PDF-1.7\n'),
  jpg: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
  png: PNG_1X1,
  heic: Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypheic\0\0\0\0mif1heic')]),
  exe: Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0', 'latin1'),
  html: Buffer.from('<!doctype html><title>no document</title>'),
  txt: Buffer.from('My name is on this paper.\n'),
};

/** Bytes that begin like a file of the kind; equal for equal seeds only. */
export function content(kind: keyof typeof STARTS, byteLength: number, seed = ''): Buffer {
  // A prime number of bytes, so that no two blocks of a power of two are alike.
  const pattern = createHash('sha512').update(`${kind} ${seed}`).digest().subarray(0, 61);
  const bytes = Buffer.alloc(byteLength, pattern);
  STARTS[kind].copy(bytes);
  return bytes;
}

interface AttachFile {
  readonly uri?: string;
  readonly upload?: null;
}
interface AttachFiles {
  readonly identity: readonly AttachFile[];
  readonly address: readonly AttachFile[];
  readonly selfie?: AttachFile;
}

/**
 * `operations` and `map` of an attach whose files are called after their places: `identity.0`, `address.1`, `selfie`.
 *
 * @param changes to the proof of identity
 */
export function attachFields(
  { identity, address, selfie }: AttachFiles,
  changes: Readonly<Record<string, unknown>> = {},
): Part[] {
  const { proofOfIdentity, proofOfAddress } = EXAMPLE_INPUT;
  const input = {
    ...EXAMPLE_INPUT,
    proofOfIdentity: { ...proofOfIdentity, ...changes, files: identity },
    proofOfAddress: { ...proofOfAddress, files: address },
    ...(selfie && { selfie }),
  };
  const places = [
    ...identity.map((file, index) => [`identity.${index}`, `proofOfIdentity.files.${index}`, file] as const),
    ...address.map((file, index) => [`address.${index}`, `proofOfAddress.files.${index}`, file] as const),
    ...(selfie ? [['selfie', 'selfie', selfie] as const] : []),
  ];
  const map = places.flatMap(([name, path, { upload }]) =>
    upload === null ? [[name, [`variables.input.${path}.upload`]]] : [],
  );
  return [
    jsonPart('operations', { query: ATTACH, variables: { input } }),
    jsonPart('map', Object.fromEntries(map)),
  ];
}
