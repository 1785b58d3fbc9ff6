import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectGarbage } from '../../support/collect-garbage.ts';
import {
  attachFields,
  content,
  encodeForm,
  encodePart,
  filePart,
  type OpenForm,
  openForm,
  sendForm,
  uploadFields,
  uploadForm,
} from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const PDF = content('pdf', 2_000_000);
const FORM = encodeForm(uploadForm(PDF));
const HALF = FORM.subarray(0, 1_000_000);
const FIRST_OF_TWO = Buffer.concat(
  [...uploadFields(2), filePart('0', content('pdf', 5_000))].map((part) => encodePart(part)),
);
const [OPERATIONS = Buffer.alloc(0)] = uploadFields(1).map((part) => encodePart(part));

test.each([
  ['in the middle of a file', HALF],
  ['while a later file is waited for', FIRST_OF_TWO],
  ['behind its last file', FORM.subarray(0, -4)],
])('a client that disconnects %s ends the call to Fin.com at once', async (_what, sent) => {
  // Longer than a test may run.
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '600000' } });
  const form = openForm(stack.url);

  await form.send(sent);
  await stack.control.waitForRequest('uploadDocuments');
  form.hangUp();

  await expect.poll(() => stack.control.abortedUploads).toBe(1);
  expect(stack.control.uploads).toEqual([]);
  await expect.poll(stack.logged).toContain('"aborted":true');
  expect((await sendForm(stack.url, FORM)).errors).toBeUndefined();
});

test('a client that disconnects during an attach with files attaches nothing', async () => {
  await using stack = await startStack();
  const uri = '/AbAcQ4hn_0652746727637.pdf';
  const fields = attachFields({ identity: [{ upload: null }], address: [{ uri }] });
  const form = openForm(stack.url);

  await form.send(encodeForm([...fields, filePart('identity.0', PDF)]).subarray(0, 500_000));
  await stack.control.waitForRequest('uploadDocuments');
  form.hangUp();

  await expect.poll(() => stack.control.abortedUploads).toBe(1);
  await expect.poll(stack.logged).toContain('"aborted":true');
  expect(stack.control.count('attachIndividualDocuments')).toBe(0);
});

test('a client that disconnects while Fin.com responds to an attach has attached', async () => {
  await using stack = await startStack();
  const uri = '/AbAcQ4hn_0652746727637.pdf';
  stack.control.faults.script('uploadDocuments', { delayMs: 3_000 });
  const fields = attachFields({ identity: [{ upload: null }], address: [{ uri }] });
  const form = openForm(stack.url);

  await form.send(encodeForm([...fields, filePart('identity.0', content('pdf', 50_000))]));
  form.end();
  await expect.poll(() => stack.control.requests.some(({ parts }) => parts.length === 2)).toBe(true);
  form.hangUp();

  await expect.poll(() => stack.control.attachCount()).toBe(1);
});

test('two hundred clients that disconnect at any point leave no connections and no memory behind', {
  timeout: 60_000,
}, async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '20000' } });
  const sent = [HALF, FIRST_OF_TWO, FORM.subarray(0, -4), OPERATIONS.subarray(0, 50), FORM.subarray(0, 700)];
  const leave = async (index: number) => {
    const form: OpenForm = openForm(stack.url);
    const sending = form.send(sent[index % sent.length] ?? HALF);
    // Some while the bytes are on their way, some when they have come.
    if (index % 3 > 0) await Promise.race([sending, pause(index % 40)]);
    await pause(index % 7);
    form.hangUp();
    await form.closed;
  };
  const leaveTwenty = async (start: number) => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => leave(start + index)));
  };
  await leaveTwenty(0);
  await sendForm(stack.url, FORM);
  await rest();
  const before = { sockets: openSockets(), timers: timers(), bytes: await heapBytes() };

  for (let round = 0; round < 10; round += 1) await leaveTwenty(round * 20);
  await sendForm(stack.url, FORM);
  await rest();

  // One may be kept alive by the pool for the next call.
  await expect.poll(() => stack.control.openConnections()).toBeLessThanOrEqual(2);
  await expect.poll(openSockets).toBeLessThanOrEqual(before.sockets + 2);
  await expect.poll(timers).toBeLessThanOrEqual(before.timers + 3);
  // They had sent a hundred times as much.
  expect((await heapBytes()) - before.bytes).toBeLessThan(20_000_000);
  expect(stack.control.uploads.every(({ byteLength }) => byteLength === PDF.length)).toBe(true);
  expect(stack.control.uploads).toHaveLength(2);
});

/** Both ends of every connection are in this process. */
function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => /^TCP(Socket)?Wrap$/i.test(name)).length;
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

function rest(): Promise<void> {
  return pause(300);
}

/** The memory that is left after collecting garbage. */
async function heapBytes(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    collectGarbage();
    await pause(20);
    const { heapUsed, external } = process.memoryUsage();
    least = Math.min(least, heapUsed + external);
  }
  return least;
}
