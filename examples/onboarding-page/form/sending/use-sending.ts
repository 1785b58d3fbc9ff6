import type { GatewayClient } from '@fin-gateway/client/client';
import type { FieldError } from '@fin-gateway/client/errors';
import type { DocumentWarning } from '@fin-gateway/client/quality';
import { useAnswerRequest, useAttachDocuments } from '@fin-gateway/client/react';
import { createWriter, type WriteResult } from '@fin-gateway/client/write';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FormInput } from '../model/form-input.ts';
import { checkBeforeSending } from './check-before-sending.ts';
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
  const [isChecking, setChecking] = useState(false);
  const [warnings, setWarnings] = useState<readonly DocumentWarning[]>([]);
  const check = useRef<AbortController>(undefined);
  const phase = isChecking ? 'CHECKING' : (attach.phase ?? answer.phase);
  useLeaveWarning(Boolean(phase));

  /** @param findings what the files themselves show */
  async function findBeforeSending(
    write: FormInput,
    findings: readonly DocumentWarning[],
  ): Promise<SendResult | undefined> {
    const checking = new AbortController();
    check.current = checking;
    setChecking(true);
    const found = await checkBeforeSending(client, write, checking.signal);
    setChecking(false);
    if (checking.signal.aborted) return { state: 'CANCELLED', mayHaveBeenSent: false };
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
    return write.mutation === 'attach' ? attach.send(write.input) : answer.send(write.input);
  }

  const { cancel: cancelAttach } = attach;
  const { cancel: cancelAnswer } = answer;
  const cancel = useCallback(() => {
    cancelAttach();
    cancelAnswer();
    check.current?.abort();
  }, [cancelAttach, cancelAnswer]);
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
