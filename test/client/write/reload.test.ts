import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { filledForm, formWithUris, PERSON, pickFiles } from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID, NEW_CUSTOMER } from '../../support/example-data.ts';
import { attachOutcome } from '../../support/idempotent-request.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { loseRequest, loseResponse, startWriter } from './writer-behind-proxy.ts';

/** As `sessionStorage`. */
function createStore() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
}

/** Sends a form and leaves the page while its response is lost. */
async function leavePage(
  app: Awaited<ReturnType<typeof startWriter>>,
  lose: typeof loseResponse,
  form: Form,
) {
  const leaving = new AbortController();
  app.breakWrites(lose);
  const onPhase = (phase: string) => phase === 'LOOKING_UP' && leaving.abort();
  return app.writer.attachDocuments(form, { signal: leaving.signal, onPhase });
}
type Form = ReturnType<typeof filledForm>;

/** The outcome that the gateway has for a key of the store. */
async function stateOf(stack: Stack, kept: string): Promise<string> {
  const { key } = Object(JSON.parse(kept));
  return (await attachOutcome(stack.url, key)).state;
}

test('after a reload, an attach whose response was lost is found, and nothing is sent again', async () => {
  await using stack = await startStack();
  const store = createStore();
  await using app = await startWriter(stack, { store });
  const files = pickFiles();

  expect(await leavePage(app, loseResponse, filledForm(files))).toEqual({
    state: 'CANCELLED',
    mayHaveBeenSent: true,
  });
  expect(await app.reload().attachDocuments(filledForm(files))).toMatchObject({
    state: 'SUCCEEDED',
    replayed: true,
  });

  expect(stack.control.attachCount()).toBe(1);
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(store.items.size).toBe(0);
});

test('after a reload, documents that did not arrive are sent under the key that was kept', async () => {
  await using stack = await startStack();
  const store = createStore();
  await using app = await startWriter(stack, { store });

  const form = filledForm(pickFiles());
  await leavePage(app, loseRequest, form);
  const [kept = ''] = store.items.values();
  app.breakWrites(loseResponse);
  const result = await app.reload().attachDocuments(form);

  expect(result).toMatchObject({ state: 'SUCCEEDED', replayed: true });
  expect(await stateOf(stack, kept)).toBe('SUCCEEDED');
});

test('documents that were changed after a lost request are attached under a new key', async () => {
  await using stack = await startStack();
  const store = createStore();
  await using app = await startWriter(stack, { store });
  const files = pickFiles();

  await leavePage(app, loseRequest, filledForm(files, 'A1'));
  const [kept = ''] = store.items.values();
  const result = await app.writer.attachDocuments(filledForm(files, 'A2'));

  expect(result).toMatchObject({ state: 'SUCCEEDED', replayed: false });
  expect(stack.control.attached.map(({ body }) => body)).toMatchObject([
    { proof_of_identity: { number: 'A2' } },
  ]);
  expect(await stateOf(stack, kept)).toBe('NOT_FOUND');
});

test('documents that were changed after an attach that succeeded unnoticed are not attached', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);

  await leavePage(app, loseResponse, formWithUris('A1'));
  const result = await app.writer.attachDocuments(formWithUris('A2'));

  expect(result).toMatchObject({ state: 'SUCCEEDED', replayed: true });
  expect(stack.control.attachCount()).toBe(1);
});

test('a creation whose response was lost is finished after a reload, and done once', async () => {
  await using stack = await startStack();
  const store = createStore();
  await using app = await startWriter(stack, { store });
  const leaving = new AbortController();
  app.breakWrites(loseResponse);

  const onPhase = (phase: string) => phase === 'WAITING' && leaving.abort();
  await app.writer.createCustomer(NEW_CUSTOMER, { signal: leaving.signal, onPhase });
  // Another order of members is the same input.
  const { metaData, ...others } = NEW_CUSTOMER;
  const result = await app.reload().createCustomer({ metaData, ...others });

  expect(result).toMatchObject({ state: 'SUCCEEDED', replayed: true });
  expect(stack.control.count('createIndividualCustomer')).toBe(1);
});

test('the store gets no value of the form and no name of a file', async () => {
  await using stack = await startStack();
  const store = createStore();
  await using app = await startWriter(stack, { store });
  const number = randomBytes(8).toString('hex');

  await leavePage(app, loseResponse, filledForm(pickFiles(), number));

  const [[name, value] = ['', '']] = store.items;
  expect(name).toBe(`fin-gateway:attachIndividualDocuments:${CUSTOMER_ID}`);
  expect(Object.keys(JSON.parse(value))).toEqual(['key', 'fingerprint', 'sentAtMs']);
  expect(value).not.toContain(number);
  expect(value).not.toContain(PERSON);
});

test('a key that is older than the records of the gateway is not sent again', async () => {
  await using stack = await startStack();
  const store = createStore();
  await using app = await startWriter(stack, { store });
  const form = filledForm(pickFiles());
  await leavePage(app, loseRequest, form);
  for (const [name, value] of store.items)
    store.setItem(name, JSON.stringify({ ...JSON.parse(value), sentAtMs: Date.now() - 90_000_000 }));

  const result = await app.reload().attachDocuments(form);

  expect(result).toMatchObject({ state: 'UNKNOWN', reason: 'EARLIER_WRITE' });
  expect(stack.control.attachCount()).toBe(0);
});

test('a store that is full or blocked does not prevent a write', async () => {
  await using stack = await startStack();
  const refuse = () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  };
  await using app = await startWriter(stack, {
    store: { getItem: refuse, setItem: refuse, removeItem: refuse },
  });

  expect(await app.writer.attachDocuments(formWithUris())).toMatchObject({ state: 'SUCCEEDED' });
});
