import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { Sandbox } from '../../../sandbox/create-sandbox.ts';
import { attachFields, content, encodeForm, filePart, openForm, uploadForm } from '../multipart.ts';
import { startStack } from '../start-stack.ts';
import type { TestProxy } from './start-strict-proxy.ts';

const MIB = 1_048_576;
const PDF = content('pdf', 8 * MIB);
const HEIC = content('heic', 8 * MIB);
const PIECE_BYTES = 65_536;
const TOKENS = {
  AUTH_JWKS_URL: 'https://id.example.com/jwks.json',
  AUTH_ISSUER: 'https://id.example.com/',
  AUTH_AUDIENCE: 'fin-gateway',
};

interface Refusal {
  readonly what: string;
  readonly code: string;
  readonly status: number;
  readonly body?: Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly prepare?: (sandbox: Sandbox) => void;
}

const attachForm = encodeForm([
  ...attachFields({ identity: [{ upload: null }], address: [{ uri: '/bill' }] }, { number: ' ' }),
  filePart('identity.0', PDF),
]);
const wrongType = encodeForm([
  ...attachFields({ identity: [{ upload: null }], address: [{ uri: '/bill' }] }, { type: 'VISA' }),
  filePart('identity.0', PDF),
]);

const REFUSALS: Refusal[] = [
  { what: 'a broken rule', code: 'BAD_USER_INPUT', status: 200, body: attachForm },
  { what: 'a value of a wrong type', code: 'BAD_USER_INPUT', status: 400, body: wrongType },
  {
    what: 'a file of a wrong type',
    code: 'UPLOAD_TYPE_NOT_ALLOWED',
    status: 200,
    body: encodeForm(uploadForm(HEIC)),
  },
  {
    what: 'a file that is too large',
    code: 'UPLOAD_TOO_LARGE',
    status: 200,
    env: { UPLOAD_MAX_FILE_BYTES: String(7 * MIB) },
  },
  {
    what: 'a form that is malformed',
    code: 'UPLOAD_MALFORMED',
    status: 400,
    body: encodeForm([filePart('0', PDF)]),
  },
  { what: 'a missing token', code: 'UNAUTHENTICATED', status: 401, env: TOKENS },
  {
    what: 'a missing preflight header',
    code: 'CSRF_PREFLIGHT_REQUIRED',
    status: 403,
    headers: { 'graphql-preflight': '' },
  },
  { what: 'another media type', code: 'BAD_REQUEST', status: 415, headers: { 'content-type': 'text/plain' } },
  { what: 'an answer in another form', code: 'BAD_REQUEST', status: 406, headers: { accept: 'image/png' } },
  {
    what: 'JSON that is too large',
    code: 'BAD_REQUEST',
    status: 413,
    headers: { 'content-type': 'application/json' },
  },
  {
    what: 'a refusal by Fin.com while the file is coming',
    code: 'FIN_VALIDATION_FAILED',
    status: 200,
    prepare: ({ control }) =>
      control.faults.script('uploadDocuments', { status: 422, early: true, body: { message: 'No' } }),
  },
];

/** Tests that every refusal of 8 MB reaches a client behind a proxy that loses early answers. */
export function testAnswersBehind(name: string, startProxy: (target: string) => Promise<TestProxy>): void {
  for (const speed of ['at full speed', 'slowly'] as const) {
    test.each(REFUSALS)(`behind ${name}, a client that sends 8 MB ${speed} sees $what`, async (refusal) => {
      await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '30000', ...refusal.env } });
      await using proxy = await startProxy(stack.gateway.origin);
      refusal.prepare?.(stack.sandbox);
      const body = refusal.body ?? encodeForm(uploadForm(PDF));
      const form = openForm(`${proxy.origin}/graphql`, {
        'content-length': String(body.length),
        ...refusal.headers,
      });

      for (let at = 0; at < body.length; at += PIECE_BYTES) {
        await form.send(body.subarray(at, at + PIECE_BYTES));
        if (speed === 'slowly') await new Promise((resolve) => setTimeout(resolve, 4));
      }
      form.end();
      const { status, errors } = await form.answer;

      expect(errors?.map(({ extensions }) => extensions.code)).toEqual([refusal.code]);
      expect(status).toBe(refusal.status);
    });
  }

  test(`behind ${name}, a request to an unknown path gets its response after the body`, async () => {
    await using stack = await startStack();
    await using proxy = await startProxy(stack.gateway.origin);
    const { hostname, port } = new URL(proxy.origin);
    const socket = connect(Number(port), hostname);

    socket.write(
      `POST /elsewhere HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${PDF.length}\r\n\r\n`,
    );
    socket.write(PDF);

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 .*Nothing is served at this path/s);
  });
}
