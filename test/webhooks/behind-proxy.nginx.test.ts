import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startNginx } from '../support/network/start-nginx.ts';
import { startStack } from '../support/start-stack.ts';
import { postWebhook, resultsIn, SECRET, signed, webhookEvent } from './signed-webhook.ts';

const page = await readFile('docs/webhooks.md', 'utf8');
const [, location = ''] = /```nginx\n(.*?)```/s.exec(page) ?? [];

test('with the location of the documentation, webhooks arrive through nginx byte by byte', async () => {
  await using stack = await startStack({ env: { FIN_WEBHOOK_SECRET: SECRET } });
  const { origin } = stack.gateway;
  expect(location).toContain('http://fin-gateway');
  await using nginx = await startNginx(origin, location.replace('http://fin-gateway', origin));
  const spaced = Buffer.from(JSON.stringify(webhookEvent({}, { note: 'é\u2028' }), null, '\t'));

  const accepted = await postWebhook(nginx.origin, signed(spaced));
  const forged = await postWebhook(nginx.origin, signed(spaced, { secret: 'forged' }));
  const read = await fetch(`${nginx.origin}/webhooks/fin`);

  expect([accepted.status, forged.status, read.status]).toEqual([200, 401, 403]);
  expect(resultsIn(stack.logged())).toEqual(['handed_on', 'wrong_signature']);
});
