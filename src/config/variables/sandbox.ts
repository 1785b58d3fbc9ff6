import { readByOthers } from './variable.ts';

export const sandboxVariables = {
  SANDBOX_PORT: readByOthers('`npm run sandbox`', {
    expected: 'a whole number from 0 to 65535',
    default: '4010',
    description: 'Port of the sandbox when it runs alone. With `0`, a free port is chosen and printed.',
  }),
};
