import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UploadJob } from './processes/upload-load.ts';
import { ServerProcess } from './server-process.ts';
import { gatewayEnvironment, issueToken, scriptAt } from './subjects.ts';

/** A file on disk to be uploaded: random bytes that begin as a PDF does. */
export interface UploadFile {
  readonly path: string;
  readonly byteLength: number;
  readonly sha256: string;
}

/** How a form with one file is sent to a server, and what it must answer. */
export type Upload = Pick<UploadJob, 'headers' | 'head' | 'file' | 'tail' | 'expected'>;

export interface UploadSubject {
  readonly upload: (file: UploadFile) => Upload;
  start(): Promise<ServerProcess>;
}

/** Servers for the same upload. */
export interface UploadSubjects {
  readonly baseline: UploadSubject;
  readonly obvious: UploadSubject;
  readonly gateway: UploadSubject;
}

const CUSTOMER_ID = '55bd6b4e-c20a-4cc8-9535-91d5557a67d9';
const MAX_FILE_BYTES = 200_000_000;
/** As long as a browser's. */
const BOUNDARY = '----WebKitFormBoundaryQx7Lr2VbN0TzK4Ya';

export function createUploadFile(directory: string, byteLength: number): UploadFile {
  const content = randomBytes(byteLength);
  content.write('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  const path = join(directory, `${byteLength}.pdf`);
  writeFileSync(path, content);
  return { path, byteLength, sha256: createHash('sha256').update(content).digest('hex') };
}

/** All of them in front of the same upstream. */
export async function createUploadSubjects(
  upstream: ServerProcess,
  directory: string,
): Promise<UploadSubjects> {
  const args = [upstream.url, `Bearer ${await issueToken(upstream.url)}`];
  const startScript = (script: string) => () =>
    ServerProcess.start({ script: scriptAt(script), args, directory });
  return {
    baseline: { upload: restUpload, start: startScript('./processes/upload-baseline.ts') },
    obvious: {
      upload: graphqlUpload('uri byteLength', ({ byteLength }) => ({ uri: uriOf(byteLength), byteLength })),
      start: startScript('./processes/upload-obvious.ts'),
    },
    gateway: {
      upload: graphqlUpload('uri byteLength sha256', ({ byteLength, sha256 }) => ({
        uri: uriOf(byteLength),
        byteLength,
        sha256,
      })),
      start: () =>
        ServerProcess.start({
          script: scriptAt('../src/main.ts'),
          env: { ...gatewayEnvironment(upstream), UPLOAD_MAX_FILE_BYTES: String(MAX_FILE_BYTES) },
          directory,
        }),
    },
  };
}

/** The upstream names a file by the number of bytes that reached it. */
const uriOf = (byteLength: number) => `/${byteLength}.pdf`;

function restUpload({ path, byteLength }: UploadFile): Upload {
  const head = [field('customer_id', CUSTOMER_ID), fileHead('file0')].join('');
  const expected = { success: true, data: { files: [{ file0: uriOf(byteLength) }] } };
  return form(path, head, expected);
}

function graphqlUpload(selection: string, expected: (file: UploadFile) => object) {
  return (file: UploadFile): Upload => {
    const query = `mutation UploadDocuments($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { files { ${selection} } } }`;
    const operations = { query, variables: { input: { customerId: CUSTOMER_ID, files: [null] } } };
    const head = [
      field('operations', JSON.stringify(operations)),
      field('map', JSON.stringify({ 0: ['variables.input.files.0'] })),
      fileHead('0'),
    ].join('');
    return form(file.path, head, { data: { uploadDocuments: { files: [expected(file)] } } });
  };
}

function form(file: string, head: string, expected: object): Upload {
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

function field(name: string, value: string): string {
  return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

function fileHead(name: string): string {
  return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"; filename="passport.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
}
