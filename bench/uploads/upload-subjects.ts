import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UploadJob } from '../processes/upload-load.ts';
import { CUSTOMER_ID } from '../servers/attach-requests.ts';
import { resolveScript } from '../servers/resolve-script.ts';
import { ServerProcess } from '../servers/server-process.ts';
import { startGateway } from '../servers/subjects.ts';
import { issueToken } from '../servers/upstream.ts';

/** A file with random bytes and the signature of a PDF. */
export interface UploadFile {
  readonly path: string;
  readonly byteLength: number;
  readonly sha256: string;
}

/** A form with one file, and the response that the server must give. */
export type Upload = Pick<UploadJob, 'headers' | 'head' | 'file' | 'tail' | 'expected'>;

export interface UploadSubject {
  readonly upload: (file: UploadFile) => Upload;
  start(): Promise<ServerProcess>;
}

/** `pipe`: passes the REST form through. `obvious way`: built as the manuals of its libraries suggest. */
export const UPLOAD_SERVERS = ['pipe', 'pipe + SHA-256', 'obvious way', 'gateway'] as const;
export type UploadServer = (typeof UPLOAD_SERVERS)[number];
export type UploadSubjects = Readonly<Record<UploadServer, UploadSubject>>;

const MAX_FILE_BYTES = 200_000_000;
/** As long as in browsers. */
const BOUNDARY = '----WebKitFormBoundaryQx7Lr2VbN0TzK4Ya';

export function createUploadFile(directory: string, byteLength: number): UploadFile {
  const content = randomBytes(byteLength);
  content.write('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  const path = join(directory, `${byteLength}.pdf`);
  writeFileSync(path, content);
  return { path, byteLength, sha256: createHash('sha256').update(content).digest('hex') };
}

/** All of them use the same upstream. */
export async function createUploadSubjects(
  upstream: ServerProcess,
  directory: string,
): Promise<UploadSubjects> {
  const upstreamArgs = [upstream.url, `Bearer ${await issueToken(upstream)}`];
  const startScript =
    (script: string, ...args: string[]) =>
    () =>
      ServerProcess.start({ script: resolveScript(script), args: [...upstreamArgs, ...args], directory });
  return {
    pipe: { upload: restUpload, start: startScript('processes/upload-pipe.ts') },
    'pipe + SHA-256': { upload: restUpload, start: startScript('processes/upload-pipe.ts', 'sha256') },
    'obvious way': {
      upload: graphqlUpload('uri byteLength', ({ byteLength }) => ({ uri: uriOf(byteLength), byteLength })),
      start: startScript('processes/upload-obvious.ts'),
    },
    gateway: {
      upload: graphqlUpload('uri byteLength sha256', ({ byteLength, sha256 }) => ({
        uri: uriOf(byteLength),
        byteLength,
        sha256,
      })),
      start: () => startGateway(upstream, directory, { UPLOAD_MAX_FILE_BYTES: String(MAX_FILE_BYTES) }),
    },
  };
}

/** The upstream puts the number of received bytes into the URI. */
const uriOf = (byteLength: number) => `/${byteLength}.pdf`;

function restUpload({ path, byteLength }: UploadFile): Upload {
  const head = [textPart('customer_id', CUSTOMER_ID), filePartHead('file0')].join('');
  const expected = { success: true, data: { files: [{ file0: uriOf(byteLength) }] } };
  return createForm(path, head, expected);
}

function graphqlUpload(selection: string, expected: (file: UploadFile) => object) {
  return (file: UploadFile): Upload => {
    const query = `mutation UploadDocuments($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { files { ${selection} } } }`;
    const operations = { query, variables: { input: { customerId: CUSTOMER_ID, files: [null] } } };
    const head = [
      textPart('operations', JSON.stringify(operations)),
      textPart('map', JSON.stringify({ 0: ['variables.input.files.0'] })),
      filePartHead('0'),
    ].join('');
    return createForm(file.path, head, { data: { uploadDocuments: { files: [expected(file)] } } });
  };
}

function createForm(file: string, head: string, expected: object): Upload {
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      accept: 'application/json',
      'apollo-require-preflight': 'true',
    },
    head,
    file,
    tail: `\r\n--${BOUNDARY}--\r\n`,
    expected: JSON.stringify(expected),
  };
}

function textPart(name: string, value: string): string {
  return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

function filePartHead(name: string): string {
  return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"; filename="passport.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
}
