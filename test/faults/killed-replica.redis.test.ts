import { randomBytes } from 'node:crypto';
import { test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import type { Fault } from '../../sandbox/faults/fault.ts';
import type { OperationName } from '../../sandbox/routes.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { attachOutcome, replayedFields } from '../support/idempotent-request.ts';
import { attachFields, content, filePart, sendForm } from '../support/multipart.ts';
import { startRedis } from '../support/redis/start-redis.ts';
import { startReplica } from '../support/start-replica.ts';
import { type Outcome, outcomeTold } from './outcome-told.ts';

const KEY = 'of-this-attach';

interface Moment {
  readonly name: string;
  /** The call of Fin.com in which the replica is killed. */
  readonly during: OperationName;
  readonly fault: Fault;
  /** The answers to a retry, from another replica and from the restarted one. */
  readonly told: Outcome;
  readonly attached: number;
  readonly outcome: string;
}

const MOMENTS: readonly Moment[] = [
  {
    name: 'before it sends the attach',
    during: 'uploadDocuments',
    fault: { hang: true },
    told: 'DONE',
    attached: 1,
    outcome: 'SUCCEEDED',
  },
  {
    name: 'after it has sent the attach, which Fin.com does not make',
    during: 'attachIndividualDocuments',
    fault: { hang: true },
    told: 'UNKNOWN',
    attached: 0,
    outcome: 'NOT_ATTACHED',
  },
  {
    name: 'after Fin.com has made the attach, before it answers',
    during: 'attachIndividualDocuments',
    fault: { hang: true, afterProcessing: true },
    told: 'UNKNOWN',
    attached: 1,
    outcome: 'SUCCEEDED',
  },
];

const FORM = [
  ...attachFields({
    identity: [{ upload: null }],
    address: [{ uri: EXAMPLE_INPUT.proofOfAddress.files[0]?.uri ?? '' }],
  }),
  filePart('identity.0', content('pdf', 30_000)),
];

test.concurrent.for(MOMENTS)(
  'after a replica is killed $name, retries at any replica report the true outcome and attach nothing twice',
  { timeout: 180_000 },
  async ({ during, fault, told, attached, outcome }, { expect }) => {
    await using sandbox = await startSandbox();
    await using redis = await startRedis();
    const sharedStateKey = randomBytes(32).toString('base64');
    // A retry waits for half as long again as the lease of the killed one lasts.
    const env = { FIN_TIMEOUT_MS: '10000' };
    const options = { upstream: sandbox, redisUrl: redis.url, sharedStateKey, env };
    await using killed = await startReplica(options);
    await using other = await startReplica(options);
    const { control } = sandbox;
    const send = ({ url }: { readonly url: string }) => sendForm(url, FORM, { 'idempotency-key': KEY });
    control.setCustomer(EXAMPLE_INPUT.customerId, { customer_status: 'INCOMPLETE' });

    control.faults.script(during, fault);
    const asked = send(killed).catch(() => 'the connection broke');
    await control.waitForRequest(during);
    await killed.kill();
    expect(await asked).toBe('the connection broke');
    // For as long as its lease lasts.
    expect((await attachOutcome(other.url, KEY)).state).toBe('IN_FLIGHT');
    const restarting = killed.restart();
    const atOther = await Promise.all([send(other), send(other), send(other)]);
    await restarting;
    const atRestarted = await send(killed);

    for (const answer of [...atOther, atRestarted]) expect(outcomeTold(answer)).toBe(told);
    expect(replayedFields(atRestarted)).toEqual(['attachIndividualDocuments']);
    expect(control.attachCount()).toBe(attached);
    for (const { url } of [killed, other]) expect((await attachOutcome(url, KEY)).state).toBe(outcome);

    // A new key, as the documentation has it, and no other restart.
    const next = await Promise.all(
      [killed, other].map(({ url }, index) => sendForm(url, FORM, { 'idempotency-key': `next-${index}` })),
    );
    expect(next.map(outcomeTold)).toEqual(['DONE', 'DONE']);
    expect(control.attachCount()).toBe(attached + 2);
  },
);
