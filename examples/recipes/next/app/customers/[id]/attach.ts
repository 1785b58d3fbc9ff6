'use server';

import { parseErrors, toFormikErrors, transportFailure } from '@fin-gateway/client/errors';
import { createMessages } from '@fin-gateway/client/messages';
import { en } from '@fin-gateway/client/messages/en';
import { AttachDocumentsDocument } from '@fin-gateway/client/operations';
import { createGateway } from '../../../gateway';
import { readForm } from '../../../read-form';

export interface AttachState {
  /** Sent again with the next attempt. The gateway then does nothing twice. */
  readonly idempotencyKey: string;
  readonly isAttached: boolean;
  /** An attempt with this key has no known outcome. */
  readonly mayBeAttached: boolean;
  /** Messages by the names of the fields. */
  readonly errors: Readonly<Record<string, string | undefined>>;
  /** Messages that belong to no field. */
  readonly form: readonly string[];
}

const messages = createMessages(en);

export async function attach(
  { idempotencyKey, ...before }: AttachState,
  form: FormData,
): Promise<AttachState> {
  const input = { ...readForm(form), idempotencyKey };
  try {
    await createGateway().execute(AttachDocumentsDocument, { input });
    return { idempotencyKey, isAttached: true, mayBeAttached: false, errors: {}, form: [] };
  } catch (error) {
    const failures = parseErrors(error);
    const failure = transportFailure(error);
    const shown = toFormikErrors(failures, { messages, values: input, paths: 'dotted' });
    const isUnknown = failure !== undefined || failures.some(({ outcome }) => outcome === 'UNKNOWN');
    // Fin.com's rejection is recorded under the key, so it also settles an earlier attempt.
    const isRejected = failures.some(({ code }) => code === 'FIN_VALIDATION_FAILED');
    const mayBeAttached = isUnknown || (before.mayBeAttached && !isRejected);
    return {
      // The next attempt may have other files, which need a new key. A write without a known outcome keeps its key.
      idempotencyKey: mayBeAttached ? idempotencyKey : crypto.randomUUID(),
      isAttached: false,
      mayBeAttached,
      errors: shown.errors,
      form: failure ? [messages.transportFailure(failure)] : shown.form,
    };
  }
}
