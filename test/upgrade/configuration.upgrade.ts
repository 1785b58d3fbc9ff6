import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readCurrentContract, readLastRelease } from '../../scripts/release/contract.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { attachOnce, replayedFields } from '../support/idempotent-request.ts';
import { startIssuer } from '../support/start-issuer.ts';
import { BOTH_WAYS, startReleases } from './start-releases.ts';

const KEY = 'of-this-attach';
/** Values of variables that have no default, and ports that are free. */
const VALUES = {
  PORT: '0',
  METRICS_PORT: '0',
  NODE_ENV: 'production',
  CORS_ORIGINS: 'https://app.example.com',
  PERSISTED_DOCUMENTS: 'auto',
  INTROSPECTION: 'on',
  GRAPHIQL: 'off',
  SUBGRAPH_TYPE_PREFIX: 'Fin',
  FIN_CONNECTION_WAIT_MS: '2000',
  FIN_WEBHOOK_SECRET: randomBytes(16).toString('hex'),
  AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids',
  SHARED_STATE_KEY_PREVIOUS: randomBytes(32).toString('hex'),
  MAX_SUBSCRIPTIONS_PER_CALLER: '20',
  MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '50',
  RATE_LIMIT_PER_MINUTE: '600',
  AUDIT_HASH_KEY: randomBytes(32).toString('hex'),
};

const READ_CONTRACT = { 'the last release': readLastRelease, 'this release': readCurrentContract };

test.each(BOTH_WAYS)(
  'the whole configuration of %s starts %s, which replays its writes',
  async (one, other) => {
    const { variables } = await READ_CONTRACT[one]();
    const defaults = Object.entries(variables).flatMap(([name, value]) =>
      value ? [[name, value] as const] : [],
    );
    const known = Object.entries(VALUES).filter(([name]) => name in variables);
    await using issuer = await startIssuer();
    await using releases = await startReleases({
      ...Object.fromEntries([...defaults, ...known]),
      ...issuer.env,
    });
    const [first, second] = await releases.startBoth(one, other);
    const headers = {
      authorization: await issuer.bearer({ claims: { customer_ids: [EXAMPLE_INPUT.customerId] } }),
    };

    const made = await attachOnce(first.url, KEY, {}, headers);
    const repeated = await attachOnce(second.url, KEY, {}, headers);

    expect(made.errors).toBeUndefined();
    expect(repeated.data).toEqual(made.data);
    expect(replayedFields(repeated)).toEqual(['attachIndividualDocuments']);
    expect(releases.control.count('attachIndividualDocuments')).toBe(1);
  },
);
