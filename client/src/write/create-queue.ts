/** Runs the writes of an intention one after the other. */
export interface Queue<Result> {
  /** Returns the result of the running write instead if that has the same fingerprint and is not cancelled. */
  add(intention: string, write: QueuedWrite<Result>): Promise<Result>;
}

interface QueuedWrite<Result> {
  readonly fingerprint: string;
  readonly signal: AbortSignal | undefined;
  readonly run: () => Promise<Result>;
}

interface RunningWrite<Result> extends QueuedWrite<Result> {
  readonly result: Promise<Result>;
}

export function createQueue<Result>(): Queue<Result> {
  const last = new Map<string, RunningWrite<Result>>();
  return {
    add(intention, write) {
      const previous = last.get(intention);
      if (previous?.fingerprint === write.fingerprint && !previous.signal?.aborted) return previous.result;
      const result = previous ? previous.result.then(write.run, write.run) : write.run();
      const running = { ...write, result };
      last.set(intention, running);
      const forget = () => {
        if (last.get(intention) === running) last.delete(intention);
      };
      result.then(forget, forget);
      return result;
    },
  };
}
