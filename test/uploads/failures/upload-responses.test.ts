import { expect, test } from 'vitest';
import type { Fault } from '../../../sandbox/faults/fault.ts';
import { attachFields, content, filePart, openForm, sendForm, uploadForm } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';
import {
  AGAIN,
  expectGoodService,
  FORM,
  LONG_FORM,
  UNKNOWN,
  type Verdict,
  verdictOf,
} from './reluctant-upstream.ts';

const FINAL = { retryable: false, outcome: undefined };

// These come although the file has not. The client is told when it has sent its form: proxies lose earlier answers.
const EARLY: [what: string, fault: Fault, verdict: Verdict][] = [
  ['a 413', { status: 413, early: true }, { code: 'UPLOAD_TOO_LARGE', ...FINAL }],
  [
    'a 422',
    { status: 422, early: true, body: { message: 'No' } },
    { code: 'FIN_VALIDATION_FAILED', ...FINAL },
  ],
  ['a 401', { status: 401, early: true }, { code: 'UPSTREAM_UNAVAILABLE', ...AGAIN }],
  [
    'a 429',
    { status: 429, early: true, headers: { 'retry-after': '1' } },
    { code: 'RATE_LIMITED', ...AGAIN },
  ],
  [
    'a 503 with Retry-After',
    { status: 503, early: true, headers: { 'retry-after': '1' } },
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ],
  [
    'a 200',
    { status: 200, early: true, body: { data: { files: [{ file0: '/early' }] } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  ['a 204', { status: 204, early: true }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
  ['a cut', { reset: 'before-reading' }, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }],
];

test.each(EARLY)(
  '%s before the file was read reaches the client once it has sent the file',
  async (_what, fault, verdict) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '20000' } });
    stack.control.faults.script('uploadDocuments', fault);
    const form = openForm(stack.url);

    await form.send(LONG_FORM.subarray(0, 500_000));
    await expect.poll(() => stack.control.count('uploadDocuments')).toBe(1);
    await form.send(LONG_FORM.subarray(500_000));
    form.end();
    const { errors, status } = await form.answer;

    expect(status).toBe(200);
    expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([verdict]);
    expect(stack.control.uploads).toEqual([]);
    await expectGoodService(stack.gateway, stack.sandbox);
  },
);

test.each(EARLY)(
  '%s before the file was read reaches a client that sends everything at once',
  async (_what, fault, verdict) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '20000' } });
    stack.control.faults.script('uploadDocuments', fault);

    const { errors } = await sendForm(stack.url, LONG_FORM);

    const { code, ...rest } = verdictOf(errors?.[0]?.extensions ?? {});
    expect(errors).toHaveLength(1);
    // Whether an answer that comes before its time can still be read is up to the network.
    expect([verdict, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }]).toContainEqual({ code, ...rest });
    expect(stack.control.uploads).toEqual([]);
    await expectGoodService(stack.gateway, stack.sandbox);
  },
);

const AFTERWARDS: [what: string, fault: Fault, verdict: Verdict][] = [
  ['a 401', { status: 401 }, { code: 'UPSTREAM_UNAVAILABLE', ...AGAIN }],
  [
    'a 400',
    { status: 400, body: { status: 400, message: 'No' } },
    { code: 'FIN_VALIDATION_FAILED', ...FINAL },
  ],
  [
    'a 403',
    { status: 403, body: { error: { code: 'forbidden', message: 'No' } } },
    { code: 'FORBIDDEN', ...FINAL },
  ],
  [
    'a 413',
    { status: 413, contentType: 'text/html', body: '<html>' },
    { code: 'UPLOAD_TOO_LARGE', ...FINAL },
  ],
  [
    'a 422 without fields',
    { status: 422, body: { message: 'No' } },
    { code: 'FIN_VALIDATION_FAILED', ...FINAL },
  ],
  ['a 500', { status: 500 }, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }],
  [
    'a 502 of HTML',
    { status: 502, contentType: 'text/html', body: '<html>' },
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ],
  ['a 504', { status: 504 }, { code: 'UPSTREAM_TIMEOUT', ...UNKNOWN }],
  [
    'a redirect',
    { status: 307, headers: { location: '/v1/customers/upload' } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  ['a cut before the answer', { reset: 'before-headers' }, { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN }],
  [
    'a cut in the answer',
    { reset: 'mid-body', afterProcessing: true },
    { code: 'UPSTREAM_UNAVAILABLE', ...UNKNOWN },
  ],
  ['silence', { hang: true }, { code: 'UPSTREAM_TIMEOUT', ...UNKNOWN }],
  ['broken JSON', { malformed: true }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
  ['an empty 200', { status: 200, body: '' }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
  [
    'a 200 without URIs',
    { status: 200, body: { data: { files: [] } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  [
    'a 200 with the URI of another field',
    { status: 200, body: { data: { files: [{ passport: '/a' }] } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  [
    'a 200 whose URI is no text',
    { status: 200, body: { data: { files: [{ file0: 7 }] } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ],
  ...[
    [{ file0: '' }],
    [{ file0: '/' }],
    [{ file0: 'stored.pdf' }],
    [{ file0: '//evil.example/stored.pdf' }],
    [{ file0: 'https://evil.example/stored.pdf' }],
    [{ file0: '/stored file.pdf' }],
    [{ file0: '/../stored.pdf' }],
    [{ file0: `/${'a'.repeat(2_048)}` }],
    [{ file0: '/a', file1: '/b' }],
    [{ file0: '/a' }, { customer_id: '/b' }],
    [{ file0: '/a' }, { file0: '/b' }],
    [{ file0: '/a' }, { file0: '/a' }],
  ].map((files): (typeof AFTERWARDS)[number] => [
    `a 200 with ${JSON.stringify(files).slice(0, 60)} for one file`,
    { status: 200, body: { data: { files } } },
    { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
  ]),
  ['a 204', { status: 204 }, { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN }],
];

test.each(AFTERWARDS)(
  'an upload that gets %s reports its outcome correctly, is sent once, and the next one succeeds',
  async (_what, fault, verdict) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: fault.hang ? '4000' : '20000' } });
    stack.control.faults.script('uploadDocuments', fault);

    const { data, errors, status } = await sendForm(stack.url, FORM);

    expect(status).toBe(200);
    expect(data).toEqual({ uploadDocuments: null });
    expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([verdict]);
    expect(errors?.[0]?.extensions.upstream?.operation).toBe('uploadDocuments');
    expect(stack.control.count('uploadDocuments')).toBe(1);
    await expectGoodService(stack.gateway, stack.sandbox);
  },
);

test.each([
  [[{ file0: '/a' }]],
  [[{ file0: '/a' }, { file1: '' }]],
  [[{ file0: '/a', file1: '/a' }]],
  [[{ file0: '/a' }, { file2: '/b' }]],
  [[{ file1: '/b' }, {}]],
])('a 200 with %j for two files is not a success, and nothing is attached', async (files) => {
  await using stack = await startStack();
  const fault = { status: 200, body: { data: { files } } };
  stack.control.faults.script('uploadDocuments', [fault, fault]);
  const [first, second] = [content('pdf', 900), content('png', 900)];

  const uploaded = await sendForm(stack.url, uploadForm(first, second));
  const attached = await sendForm(stack.url, [
    ...attachFields({ identity: [{ upload: null }], address: [{ upload: null }] }),
    filePart('identity.0', first),
    filePart('address.0', second),
  ]);

  for (const { errors } of [uploaded, attached]) {
    expect(errors?.map(({ extensions }) => verdictOf(extensions))).toEqual([
      { code: 'UPSTREAM_BAD_RESPONSE', ...UNKNOWN },
    ]);
  }
  expect(stack.control.count('attachIndividualDocuments')).toBe(0);
});

test.each(['one-object-per-file', 'one-object'] as const)(
  'URIs in the shape %s are understood',
  async (uploadResponseShape) => {
    await using stack = await startStack({ sandbox: { uploadResponseShape } });

    const { data, errors } = await sendForm(stack.url, uploadForm(content('pdf', 900), content('png', 900)));

    expect(errors).toBeUndefined();
    const files = stack.control.uploads.map(({ uri, sha256: hash }) =>
      expect.objectContaining({ uri, sha256: hash }),
    );
    expect(files).toHaveLength(2);
    expect(data).toEqual({ uploadDocuments: { files } });
  },
);
