import { wholeNumber } from './formats.ts';
import { optional, readByOthers } from './variable.ts';

const SANDBOX = '`npm run sandbox`';

export const sandboxVariables = {
  SANDBOX_PORT: optional(wholeNumber(0, 65_535), {
    example: '4010',
    whenUnset: '4010 for `npm run sandbox`, a free port for the embedded sandbox',
    description:
      'Port of the sandbox and its control page. With `0`, a free port is chosen. The address is printed at the start. No effect on the gateway with `FIN_BASE_URL`.',
  }),
  SANDBOX_HOST: readByOthers(SANDBOX, {
    expected: 'an address of this machine',
    default: '127.0.0.1',
    description:
      'Address on which the sandbox listens when it runs alone. It has no password, so use another address only in a container that publishes the port to the loopback address.',
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
    needs: ['SANDBOX_WEBHOOK_URL'],
    description: 'Signs these webhooks. The gateway needs the same one in `FIN_WEBHOOK_SECRET`.',
  }),
};
