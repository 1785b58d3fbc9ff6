import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID, inputWithNumber } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';
import { attach, exampleNumbered } from './sandbox-client.ts';

/** Sends headers that fetch does not let a program choose. */
function send(sandbox: Sandbox, path: string, headers: Readonly<Record<string, string>>, method = 'GET') {
  return new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    const sent = request(`${sandbox.url}${path}`, { method, headers }, (response) => {
      json(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    });
    sent.on('error', reject).end(method === 'GET' ? undefined : '{"advanceMs":6000}');
  });
}

it('a browser that opens the sandbox gets the control page, without inline scripts or other hosts', async () => {
  await using sandbox = await startSandbox();
  const page = await fetch(sandbox.url);
  const html = await page.text();
  const files = [...html.matchAll(/(?:href|src)="([^"#:]+)"/g)].map(([, file]) => file);

  expect(page.url).toBe(sandbox.controlUrl);
  expect((await fetch(`${sandbox.url}/_sandbox`)).url).toBe(sandbox.controlUrl);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self';/,
  );
  expect(html).not.toMatch(/https?:\/\/(?!127\.0\.0\.1)|<script(?! src)| on\w+="| style="/);
  expect(files).toEqual(['page.css', 'page.js']);
  for (const file of files) expect((await fetch(new URL(`${file}`, page.url))).status).toBe(200);
  expect((await fetch(new URL('serve-page.ts', page.url))).status).toBe(404);
});

it.each([
  ['another site', { origin: 'https://example.com' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['a sandboxed frame', { origin: 'null' }],
])('a page of %s cannot use the control endpoints', async (_what, headers) => {
  await using sandbox = await startSandbox({ clock: () => 0 });

  const refused = await send(sandbox, '/_sandbox/clock', headers, 'POST');

  expect(refused).toEqual({
    status: 403,
    body: { message: 'Only the control page itself may call the control endpoints from a browser.' },
  });
  expect(sandbox.control.nowMs()).toBe(0);
});

it.each(['GET', 'POST'])('a domain name that resolves to this machine cannot %s', async (method) => {
  await using sandbox = await startSandbox();
  const { port } = new URL(sandbox.url);
  const host = `rebound.example.com:${port}`;

  const path = method === 'GET' ? '/_sandbox/requests' : '/_sandbox/clock';
  const refused = await send(sandbox, path, { host, origin: `http://${host}` }, method);

  expect(refused.status).toBe(403);
  expect(refused.body).toEqual({ message: expect.stringContaining('The Host header must be localhost') });
});

it.each(['127.0.0.1', 'localhost', '[::1]', 'sandbox.localhost', '192.0.2.7'])(
  'programs and the page itself may use the control endpoints at %s',
  async (name) => {
    await using sandbox = await startSandbox();
    const host = `${name}:${new URL(sandbox.url).port}`;

    expect((await send(sandbox, '/_sandbox/clock', { host }, 'POST')).status).toBe(200);
    const origin = `http://${host}`;
    expect((await send(sandbox, '/_sandbox/clock', { host, origin }, 'POST')).status).toBe(200);
  },
);

it('what the page shows contains no private data', async () => {
  await using stack = await startStack({ webhooks: true });
  await stack.attach(inputWithNumber('A-PRIVATE-NUMBER'));
  await vi.waitFor(() => expect(stack.control.webhooks.sent).not.toEqual([]), { timeout: 30_000 });

  const overview = await (await fetch(`${stack.sandbox.controlUrl}overview`)).text();

  expect(overview).toContain(CUSTOMER_ID);
  expect(overview).not.toMatch(/private|Clara|Whitfield|clara\.|4155550132|\.pdf|sandbox-secret/i);
});

it('faults are appended and listed, with how often they are still used', async () => {
  await using sandbox = await startSandbox();
  const call = (method: string, body?: object) =>
    fetch(`${sandbox.controlUrl}faults/attachIndividualDocuments`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
  await call('POST', { status: 500, times: 2 });
  expect(await (await call('POST', { status: 503, times: 'always' })).json()).toMatchObject({ waiting: 2 });
  await attach(sandbox, exampleNumbered('A12345678'));

  expect(await (await fetch(`${sandbox.controlUrl}faults`)).json()).toEqual({
    faults: {
      attachIndividualDocuments: [
        { status: 500, times: 1 },
        { status: 503, times: 'always' },
      ],
    },
  });
  await call('DELETE');
  expect(sandbox.control.faults.waiting()).toEqual({});
});

it.each([
  ['v1', 'approved', 'APPROVED', undefined],
  ['v1', 'rejected', 'REJECTED', undefined],
  ['v1', 'held', 'ON_HOLD', undefined],
  ['v1', 'documentRequested', 'REINITIATE', 'proof_of_identity'],
  ['v1', 'addressRequested', 'REINITIATE', 'proof_of_address'],
  ['v2', 'addressRequested', 'ACTION_REQUIRED', 'address_documents'],
  ['v2', 'selfieRequested', 'ACTION_REQUIRED', 'identifying_documents'],
] as const)('a customer of %s can be %s at once', async (customerApi, outcome, status, section) => {
  await using sandbox = await startSandbox({ customerApi });
  await attach(sandbox, exampleNumbered('A12345678'));
  const body = JSON.stringify({ customerId: CUSTOMER_ID, outcome });

  const response = await fetch(`${sandbox.controlUrl}customers/outcome`, { method: 'POST', body });

  expect(await response.json()).toMatchObject({ customer_status: status });
  expect(sandbox.control.customer(CUSTOMER_ID)).toMatchObject({
    request_for_information: section === undefined ? [] : [{ section }],
  });
  sandbox.control.advanceClock(60_000);
  expect(sandbox.control.customer(CUSTOMER_ID)).toMatchObject({ customer_status: status });
});
