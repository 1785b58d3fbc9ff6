import { useCallback, useRef, useState } from 'react';
import type { UploadProgress } from '../client/gateway-client.ts';
import type { WriteOptions, WritePhase } from '../write/write-options.ts';
import type { WriteResult } from '../write/write-result.ts';

interface WriteState<Payload> {
  /** The current step. Undefined before and after. */
  readonly phase: WritePhase | undefined;
  /** How much of the files was sent. Browsers only. */
  readonly progress: UploadProgress | undefined;
  /** The result of the last call of `send`. Undefined while another one is running. */
  readonly result: WriteResult<Payload> | undefined;
}

export interface Write<Input, Payload> extends WriteState<Payload> {
  /** Sends the input. Never rejects. While a call is running, another one only returns its result. */
  readonly send: (
    input: Input,
    options?: Pick<WriteOptions, 'discardEarlier' | 'intention'>,
  ) => Promise<WriteResult<Payload>>;
  readonly cancel: () => void;
  /** Forgets the result. */
  readonly reset: () => void;
}

interface RunningWrite<Payload> {
  readonly cancel: () => void;
  readonly result: Promise<WriteResult<Payload>>;
}

const IDLE = { phase: undefined, progress: undefined, result: undefined };

/** The state of a function of a writer. */
export function useWrite<Input, Payload>(
  write: (input: Input, options: WriteOptions) => Promise<WriteResult<Payload>>,
): Write<Input, Payload> {
  const [state, setState] = useState<WriteState<Payload>>(IDLE);
  const running = useRef<RunningWrite<Payload>>(undefined);
  const cancel = useCallback(() => running.current?.cancel(), []);
  const reset = useCallback(() => setState((before) => (before.phase ? before : IDLE)), []);
  const send = useCallback<Write<Input, Payload>['send']>(
    (input, options) => {
      if (running.current) return running.current.result;
      const cancelling = new AbortController();
      const update = (change: Partial<WriteState<Payload>>) =>
        setState((before) => ({ ...before, ...change }));
      update({ ...IDLE, phase: 'CHECKING' });
      const result = write(input, {
        ...options,
        signal: cancelling.signal,
        onPhase: (phase) => update({ phase, progress: undefined }),
        onProgress: (progress) => update({ progress }),
      }).then((done) => {
        running.current = undefined;
        update({ ...IDLE, result: done });
        return done;
      });
      running.current = { cancel: () => cancelling.abort(), result };
      return result;
    },
    [write],
  );
  return { ...state, send, cancel, reset };
}
