import { validateIdempotencyKey } from '../../idempotency/idempotency-key.ts';
import type { TextRule } from '../plugins/text-rule.ts';

const textRule: TextRule = validateIdempotencyKey;

export const IDEMPOTENCY_KEY = {
  description:
    'A key of your choice, such as a UUID: 1 to 255 printable ASCII characters, a new one for each write. If you send the same input again with the same key, nothing is done twice: you get the outcome of the first request, marked in `extensions.idempotency` of the response. The `Idempotency-Key` header does the same.',
  extensions: { textRule },
} as const;
