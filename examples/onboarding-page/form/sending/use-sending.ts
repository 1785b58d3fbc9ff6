import type { GatewayClient, UploadProgress } from '@fin-gateway/client/client';
import type { FieldError } from '@fin-gateway/client/errors';
import type { DocumentWarning } from '@fin-gateway/client/quality';
import { createWriter, type WritePhase, type WriteResult } from '@fin-gateway/client/write';
import { useRef, useState } from 'react';
import type { FormInput } from '../model/form-input.ts';
import { checkBeforeSending } from './check-before-sending.ts';
import { useLeaveWarning } from './use-leave-warning.ts';

export interface SendingProgress {
  readonly phase: WritePhase;
  /** While files are being sent. */
  readonly progress?: UploadProgress;
}

export type SendResult =
  | WriteResult<unknown>
  /** The gateway found mistakes, or reasons why a reviewer may return a document. Nothing was sent. */
  | { readonly state: 'FOUND'; readonly errors: readonly FieldError[] };

/** Checks and sends what the form holds, and tells how far it is. */
export function useSending(client: GatewayClient) {
  const [writer] = useState(() => createWriter({ client, store: sessionStore }));
  const [sending, setSending] = useState<SendingProgress>();
  const [warnings, setWarnings] = useState<readonly DocumentWarning[]>([]);
  const running = useRef<AbortController>(undefined);
  useLeaveWarning(Boolean(sending));

  /**
   * @param findings what is known about the files already
   * @param isConfirmed the person has seen the warnings
   */
  async function send(
    write: FormInput,
    findings: readonly DocumentWarning[],
    isConfirmed: boolean,
  ): Promise<SendResult> {
    const cancellation = new AbortController();
    const { signal } = cancellation;
    running.current = cancellation;
    setSending({ phase: 'CHECKING' });
    try {
      setWarnings([]);
      if (!isConfirmed) {
        const found = await checkBeforeSending(client, write, signal);
        const all = [...findings, ...found.warnings];
        if (found.errors.length > 0) return { state: 'FOUND', errors: found.errors };
        setWarnings(all);
        if (all.length > 0) return { state: 'FOUND', errors: [] };
      }
      return await perform(write, signal);
    } finally {
      setSending(undefined);
    }
  }

  function perform({ mutation, input }: FormInput, signal: AbortSignal): Promise<WriteResult<unknown>> {
    const options = {
      signal,
      onPhase: (phase: WritePhase) => setSending({ phase }),
      onProgress: (progress: UploadProgress) => setSending({ phase: 'SENDING', progress }),
    };
    return mutation === 'attach'
      ? writer.attachDocuments(input, options)
      : writer.answerRequest(input, options);
  }

  return {
    send,
    sending,
    cancel: () => running.current?.abort(),
    warnings,
    forgetWarnings: () => setWarnings([]),
  };
}

/** Keeps idempotency keys over a reload. Reading `sessionStorage` throws where it is turned off, and the writer handles that. */
const sessionStore = {
  getItem: (name: string) => sessionStorage.getItem(name),
  setItem: (name: string, value: string) => sessionStorage.setItem(name, value),
  removeItem: (name: string) => sessionStorage.removeItem(name),
};
