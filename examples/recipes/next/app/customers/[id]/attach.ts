'use server';

import { parseErrors, toFormikErrors, transportFailure } from '@fin-gateway/client/errors';
import { createMessages } from '@fin-gateway/client/messages';
import { en } from '@fin-gateway/client/messages/en';
import { AttachDocumentsDocument } from '@fin-gateway/client/operations';
import { gateway } from '../../../gateway';
import { readForm } from '../../../read-form';

export interface AttachState {
  /** Sent again with the next attempt. The gateway then does nothing twice. */
  readonly idempotencyKey: string;
  readonly isAttached: boolean;
  /** Messages by the names of the fields. */
  readonly errors: Readonly<Record<string, string | undefined>>;
  /** Messages that belong to no field. */
  readonly form: readonly string[];
}

const messages = createMessages(en);

export async function attach({ idempotencyKey }: AttachState, form: FormData): Promise<AttachState> {
  const input = { ...readForm(form), idempotencyKey };
  try {
    await gateway.execute(AttachDocumentsDocument, { input });
    return { idempotencyKey, isAttached: true, errors: {}, form: [] };
  } catch (error) {
    const failures = parseErrors(error);
    const failure = transportFailure(error);
    const shown = toFormikErrors(failures, { messages, values: input, paths: 'dotted' });
    // If the outcome is unknown, the next attempt has the same key. Otherwise it may have other files, which need a new key.
    const isUnknown = failure !== undefined || failures.some(({ outcome }) => outcome === 'UNKNOWN');
    return {
      idempotencyKey: isUnknown ? idempotencyKey : crypto.randomUUID(),
      isAttached: false,
      errors: shown.errors,
      form: failure ? [messages.transportFailure(failure)] : shown.form,
    };
  }
}
