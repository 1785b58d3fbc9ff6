import { validateIdempotencyKey } from '../../idempotency/idempotency-key.ts';
import type { TextRule } from '../plugins/text-rule.ts';

const textRule: TextRule = validateIdempotencyKey;

export const IDEMPOTENCY_KEY = {
  description:
    'Of your choice, such as a UUID: 1 to 255 printable ASCII characters, a new one for each write. Sent again with the same key and the same input, nothing is done again and the outcome comes back, marked in the `extensions.idempotency` of the answer. The header `Idempotency-Key` does the same.',
  extensions: { textRule },
} as const;
