import { EventEmitter, on } from 'node:events';
import { expect, test } from 'vitest';
import { createFetchClient } from '../../client/src/client.ts';
import { adviceFor } from '../../examples/clients/check-file.ts';
import { showStatus } from '../../examples/clients/watch-status.ts';
import { pickFiles, pickHeic, toFile } from '../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';

const LIMITS = { maxFileBytes: 20_000_000, mimetypes: ['application/pdf', 'image/jpeg', 'image/png'] };

test('a person learns about a HEIC photo when choosing it', async () => {
  expect(await adviceFor(toFile(pickHeic()), LIMITS)).toEqual([expect.stringContaining('HEIC')]);
});

test('a person learns that a photo is too small to be read when choosing it', async () => {
  expect(await adviceFor(toFile(pickFiles(1_000).back), LIMITS)).toEqual([expect.any(String)]);
});

test('a person sees each status until there is a verdict', async () => {
  await using stack = await startStack({ webhooks: true });
  const emitter = new EventEmitter();
  const texts = on(emitter, 'text');
  const next = async () => (await texts.next()).value?.[0];
  showStatus(createFetchClient({ url: stack.url }), CUSTOMER_ID, (text) => emitter.emit('text', text));

  expect(await next()).toBe('Please send your documents.');
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'QUEUED' });
  expect(await next()).toBe('We are checking your documents.');
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  expect(await next()).toBe('You are all set.');
});
