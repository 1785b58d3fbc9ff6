import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { ACCOUNT, blamed, CALLERS, CANARY, refusalOf, SHARED } from './config-cases.ts';

const PRODUCTION = { ...ACCOUNT, ...CALLERS, NODE_ENV: 'production' };
const HEX = '0123456789abcdef';

test.each([
  ['SHARED_STATE_KEY', 'zeros in hex', '0'.repeat(64)],
  ['SHARED_STATE_KEY', 'zeros in base64', Buffer.alloc(32).toString('base64')],
  ['SHARED_STATE_KEY', 'one byte over and over', Buffer.alloc(32, 'x').toString('base64url')],
  ['SHARED_STATE_KEY', 'a pattern', 'deadbeef'.repeat(8)],
  ['SHARED_STATE_KEY', 'the digits in turn', HEX.repeat(4)],
  [
    'SHARED_STATE_KEY',
    'the numbers from 0 to 31',
    Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('hex'),
  ],
  [
    'SHARED_STATE_KEY',
    'numbers downwards in twos',
    Buffer.from(Array.from({ length: 32 }, (_, i) => 200 - 2 * i)).toString('base64'),
  ],
  ['AUDIT_HASH_KEY', 'zeros', '0'.repeat(64)],
  ['AUDIT_HASH_KEY', 'a placeholder', 'change-me-to-32-random-characters'],
  ['AUDIT_HASH_KEY', 'an example', 'this-is-an-example-key-for-auditing'],
  ['AUDIT_HASH_KEY', 'the digits in turn', HEX.repeat(2)],
  ['FIN_CLIENT_SECRET', 'changeme', 'changeme'],
  ['FIN_CLIENT_SECRET', 'CHANGE_ME', 'CHANGE_ME'],
  ['FIN_CLIENT_SECRET', 'a password', 'password'],
  ['FIN_CLIENT_SECRET', 'its own name', 'client-secret'],
  ['FIN_CLIENT_SECRET', 'a template', '<your secret>'],
  ['FIN_CLIENT_SECRET', 'a variable that was not expanded', '$' + '{SECRET}'],
  ['FIN_CLIENT_SECRET', 'the dots of the documentation', '…'],
  ['FIN_CLIENT_SECRET', 'that of the sandbox', 'sandbox-secret'],
  ['FIN_WEBHOOK_SECRET', 'a placeholder', 'your-webhook-secret-here'],
  ['FIN_WEBHOOK_SECRET', 'one character over and over', 'aaaaaaaaaaaaaaaa'],
  ['FIN_WEBHOOK_SECRET', 'in part a placeholder', '7Kq2vXbN0dRtZ4mWcY9L,changeme'],
  ['REDIS_URL', 'a password to be changed', 'rediss://:changeme@cache.example.com'],
  ['REDIS_URL', 'a password of a tutorial', 'redis://user:password@cache.example.com:6379/1'],
])('production rejects %s that is %s, without repeating it', (name, _what, value) => {
  const shared = {
    REDIS_URL: 'redis://cache.example.com',
    SHARED_STATE_KEY: randomBytes(32).toString('hex'),
  };
  const refusal = refusalOf({ ...PRODUCTION, ...shared, [name]: value });

  expect(refusal).toContain(`\n${name} can be guessed: set it to `);
  expect(refusal.split('\n')).toHaveLength(2);
  expect(refusal).not.toContain(`is ${value}`);
});

test.each([
  ['SHARED_STATE_KEY', '0'.repeat(64)],
  ['AUDIT_HASH_KEY', '0'.repeat(64)],
  ['FIN_CLIENT_SECRET', 'your-client-secret'],
  ['FIN_CLIENT_ID', 'your-client-id'],
  ['FIN_WEBHOOK_SECRET', 'your-webhook-secret'],
])('%s of the example secret is rejected everywhere', (name, value) => {
  expect(blamed({ ...ACCOUNT, ...SHARED, [name]: value })).toEqual([name]);
});

const RANDOM = '7Kq2vXbN_0dRtZ-4mWcY9LpHs3GfJ8uAeT1oVi5BnQx';

test.each([
  ['FIN_CLIENT_SECRET', `my-${RANDOM}`],
  ['FIN_CLIENT_SECRET', `your_${RANDOM}`],
  ['FIN_CLIENT_SECRET', `${RANDOM.slice(0, 20)}dummy${RANDOM.slice(20)}`],
  ['FIN_CLIENT_SECRET', `${RANDOM}Example`],
  ['FIN_CLIENT_SECRET', `cHaNgEmE${RANDOM}`],
  ['FIN_CLIENT_SECRET', '<k9$Rw!2z@Lq7^Xm#4>'],
  ['FIN_CLIENT_SECRET', '$(k9Rw2z@Lq7^Xm#4)'],
  ['FIN_WEBHOOK_SECRET', `${RANDOM},${RANDOM.slice(9)}`],
  ['REDIS_URL', `rediss://:${encodeURIComponent(`my-${RANDOM}`)}@cache.example.com`],
  ['AUDIT_HASH_KEY', `insecure${RANDOM}`],
  ['AUDIT_HASH_KEY', '7c1f41c7fc7714cf1471fcc41f7c47f1'],
  ['AUDIT_HASH_KEY', '27182818284590452353602874713527'],
  ['SHARED_STATE_KEY', randomBytes(32).toString('base64')],
])(
  'production accepts %s=%s: random secrets may contain such words and few distinct characters',
  (name, value) => {
    const shared = {
      REDIS_URL: 'redis://cache.example.com',
      SHARED_STATE_KEY: randomBytes(32).toString('hex'),
    };
    expect(refusalOf({ ...PRODUCTION, ...shared, [name]: value })).toBe('');
  },
);

test.each([
  'MyExampleKey12',
  'Your-Client-Secret',
  '{{placeholder}}',
  '$(cat secret)',
  'CHANGE-THIS-1',
  'dummy',
])('production rejects %s, which consists of words', (secret) => {
  expect(blamed({ ...PRODUCTION, FIN_CLIENT_SECRET: secret })).toEqual(['FIN_CLIENT_SECRET']);
});

test('a simple secret is accepted outside production and with a sandbox on this machine', () => {
  expect(refusalOf({ ...ACCOUNT, FIN_CLIENT_SECRET: 'changeme' })).toBe('');
  const local = { FIN_BASE_URL: 'http://127.0.0.1:4010', FIN_CLIENT_SECRET: 'sandbox-secret' };
  expect(refusalOf({ ...PRODUCTION, ...local })).toBe('');
});

test.each([
  ['FIN_CLIENT_SECRET', `"${CANARY}"`],
  ['AUTH_ISSUER', "'https://id.example.com/'"],
  ['LOG_LEVEL', '"debug"'],
  ['PORT', "'4000'"],
  ['CORS_ORIGINS', '`https://app.example.com`'],
])('quotes around %s are reported as the mistake', (name, value) => {
  const refusal = refusalOf({ ...ACCOUNT, ...CALLERS, [name]: value });
  expect(refusal.split('\n').slice(1)).toEqual([
    `${name} is in quotes: remove them, because they count as part of the value.`,
  ]);
});
