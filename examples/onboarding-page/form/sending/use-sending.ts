import type { GatewayClient } from '@fin-gateway/client/client';
import type { FieldError } from '@fin-gateway/client/errors';
import type { AnswerInformationRequestInput } from '@fin-gateway/client/operations';
import type { DocumentWarning } from '@fin-gateway/client/quality';
import { useAnswerRequest, useAttachDocuments } from '@fin-gateway/client/react';
import { createWriter, type WriteResult } from '@fin-gateway/client/write';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FormInput } from '../model/form-input.ts';
import { checkBeforeSending } from './check-before-sending.ts';
import { isStillAsked } from './is-still-asked.ts';
import { useCheck } from './use-check.ts';
import { useLeaveWarning } from './use-leave-warning.ts';

export type SendResult =
  | WriteResult<unknown>
  /** The gateway found mistakes, or reasons why a reviewer may return a document. Nothing was sent. */
  | { readonly state: 'FOUND'; readonly errors: readonly FieldError[] };

/** Checks and sends what the form holds, and tells how far it is. */
export function useSending(client: GatewayClient) {
  const [writer] = useState(() => createWriter({ client, store: SESSION }));
  const attach = useAttachDocuments(writer);
  const answer = useAnswerRequest(writer);
  const { isChecking, check, cancel: cancelCheck } = useCheck();
  const [warnings, setWarnings] = useState<readonly DocumentWarning[]>([]);
  /** The last answer has no known outcome. */
  const unknownSinceMs = useRef<number | undefined>(undefined);
  const phase = isChecking ? 'CHECKING' : (attach.phase ?? answer.phase);
  useLeaveWarning(Boolean(phase));

  /** @param findings what the files themselves show */
  async function findBeforeSending(
    write: FormInput,
    findings: readonly DocumentWarning[],
  ): Promise<SendResult | undefined> {
    const found = await check((signal) => checkBeforeSending(client, write, signal));
    if (!found) return { state: 'CANCELLED', mayHaveBeenSent: false };
    const all = [...findings, ...found.warnings];
    if (found.errors.length === 0) setWarnings(all);
    return found.errors.length + all.length > 0 ? { state: 'FOUND', errors: found.errors } : undefined;
  }

  /** @param isConfirmed the person has seen the warnings */
  async function send(
    write: FormInput,
    findings: readonly DocumentWarning[],
    isConfirmed: boolean,
  ): Promise<SendResult> {
    setWarnings([]);
    const found = isConfirmed ? undefined : await findBeforeSending(write, findings);
    if (found) return found;
    return write.mutation === 'attach' ? attach.send(write.input) : sendAnswer(write.input);
  }

  async function sendAnswer(input: AnswerInformationRequestInput): Promise<SendResult> {
    const since = unknownSinceMs.current;
    const discardEarlier =
      since !== undefined && (await check((signal) => isStillAsked(client, input, since, signal)));
    if (discardEarlier === undefined) return { state: 'CANCELLED', mayHaveBeenSent: true };
    const result = await answer.send(input, { discardEarlier });
    const hasSent = !('reason' in result) || result.reason !== 'EARLIER_WRITE';
    if (hasSent || since === undefined)
      unknownSinceMs.current = result.state === 'UNKNOWN' ? Date.now() : undefined;
    return result;
  }

  const { cancel: cancelAttach } = attach;
  const { cancel: cancelAnswer } = answer;
  const cancel = useCallback(() => {
    cancelAttach();
    cancelAnswer();
    cancelCheck();
  }, [cancelAttach, cancelAnswer, cancelCheck]);
  // After the sign-out, nothing must be sent with the token of the next person.
  useEffect(() => cancel, [cancel]);

  return {
    send,
    phase,
    progress: attach.progress ?? answer.progress,
    cancel,
    warnings,
    forgetWarnings: () => setWarnings([]),
  };
}

/** Keeps idempotency keys when the page is reloaded. Where `sessionStorage` is turned off, reading it throws, and the writer handles that. */
const SESSION = {
  getItem: (name: string) => sessionStorage.getItem(name),
  setItem: (name: string, value: string) => sessionStorage.setItem(name, value),
  removeItem: (name: string) => sessionStorage.removeItem(name),
};
