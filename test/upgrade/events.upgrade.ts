import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';
import { postWebhook, resultsIn, SECRET, signed } from '../webhooks/signed-webhook.ts';
import { BOTH_WAYS, startReleases } from './start-releases.ts';

/** Without polls, which would hide a lost message. */
const ENV = { FIN_WEBHOOK_SECRET: SECRET, STATUS_POLL_SECONDS: '0' };

test.each(BOTH_WAYS)(
  'a webhook to %s reaches a subscriber of %s, and is not handed on twice',
  async (one, other) => {
    await using releases = await startReleases(ENV);
    const [first, second] = await releases.startBoth(one, other);
    const [origin, otherOrigin] = [first, second].map(({ url }) => new URL(url).origin);
    await using changes = await subscribe(second.url, CUSTOMER_CHANGED, { id: CUSTOMER_ID });
    await changes.next();
    const webhook = signed();

    releases.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
    await postWebhook(String(origin), webhook);

    expect((await changes.next()).data).toMatchObject({ individualCustomerChanged: { status: 'APPROVED' } });
    await postWebhook(String(otherOrigin), webhook);
    await expect.poll(() => resultsIn(first.log())).toEqual(['handed_on']);
    await expect.poll(() => resultsIn(second.log())).toEqual(['repeated']);
    releases.expectNoWarnings();
  },
);
