import { readByOthers } from './variable.ts';

const SANDBOX = '`npm run sandbox`';

export const sandboxVariables = {
  SANDBOX_PORT: readByOthers(SANDBOX, {
    expected: 'a whole number from 0 to 65535',
    default: '4010',
    description: 'Port of the sandbox when it runs alone. With `0`, a free port is chosen and printed.',
  }),
  SANDBOX_WEBHOOK_URL: readByOthers(SANDBOX, {
    expected: 'an http or https URL',
    example: 'http://127.0.0.1:4000/webhooks/fin',
    whenUnset: 'no webhooks are sent',
    description:
      'Where the sandbox sends webhooks when it runs alone. The embedded sandbox sends them to the gateway.',
  }),
  SANDBOX_WEBHOOK_SECRET: readByOthers(SANDBOX, {
    expected: 'a secret',
    isSecret: true,
    needs: 'SANDBOX_WEBHOOK_URL',
    description: 'Signs these webhooks. The gateway needs the same one in `FIN_WEBHOOK_SECRET`.',
  }),
};
