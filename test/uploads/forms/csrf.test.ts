import { expect, test } from 'vitest';
import { content, encodeForm, openForm, sendForm, uploadForm } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const FORM = uploadForm(content('pdf', 20_000));
const NONE = { 'graphql-preflight': '' };

test.each([
  { 'apollo-require-preflight': 'true' },
  { 'x-apollo-operation-name': 'Upload' },
  { 'graphql-preflight': '1' },
  { 'x-graphql-yoga-csrf': 'yes' },
  { authorization: 'Bearer abc.def.ghi' },
  { authorization: 'bearer abc' },
])('a form with %j is accepted', async (header) => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, FORM, { ...NONE, ...header });

  expect(answer.errors).toBeUndefined();
  expect(stack.control.uploads).toHaveLength(1);
});

test.each([
  [{}],
  [{ authorization: 'Basic YTpi' }],
  [{ authorization: 'Bearer' }],
  [{ authorization: 'Bearer ' }],
  [{ authorization: 'Negotiate abc' }],
  [{ cookie: 'session=1', origin: 'https://elsewhere.example' }],
  [{ 'apollo-require-preflight': '' }],
  [{ 'x-requested-with': 'XMLHttpRequest' }],
])('a form with %j is rejected, and the error shows the line to add', async (header) => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, FORM, { ...NONE, ...header });

  expect(answer.status).toBe(403);
  expect(answer.data).toBeUndefined();
  expect(answer.errors).toHaveLength(1);
  const [error] = answer.errors ?? [];
  expect(error?.extensions.code).toBe('CSRF_PREFLIGHT_REQUIRED');
  expect(error?.extensions.retryable).toBe(false);
  expect(error?.message).toContain('"apollo-require-preflight": "true"');
  expect(error?.message).toMatch(/urql: .*fetchOptions: \{ headers: \{ "graphql-preflight": "1" \} \}/);
  expect(error?.message).toContain('curl: -H "graphql-preflight: 1"');
  expect(stack.control.requests).toEqual([]);
  const next = await sendForm(stack.url, FORM);
  expect(next.errors).toBeUndefined();
});

test('the rejection is sent when the form has ended, because proxies lose an earlier response', async () => {
  await using stack = await startStack();
  const bytes = encodeForm(uploadForm(content('pdf', 8_000_000)));
  const form = openForm(stack.url, NONE);
  let isAnswered = false;
  void form.answer.then(() => {
    isAnswered = true;
  });

  await form.send(bytes.subarray(0, 1_000));
  await form.send(bytes.subarray(1_000));
  expect(isAnswered).toBe(false);
  form.end();

  const { status, errors } = await form.answer;
  expect(status).toBe(403);
  expect(errors?.[0]?.extensions.code).toBe('CSRF_PREFLIGHT_REQUIRED');
});
