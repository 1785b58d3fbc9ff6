import type { OperationResult, OperationResultSource } from '@urql/core';

interface Observer<Result> {
  readonly next: (result: Result) => void;
  readonly complete: () => void;
}

/** Like `subscribe` of a source, and calls `complete` at its end. @returns a function that unsubscribes */
export function observe<Result extends OperationResult>(
  source: OperationResultSource<Result>,
  { next, complete }: Observer<Result>,
): () => void {
  let pull = () => {};
  let close = () => {};
  // Apps do not depend on wonka, so this follows its protocol: https://wonka.kitten.sh/basics/architecture
  source((signal) => {
    if (signal === 0) return complete();
    if (signal.tag === 0) {
      const talkBack = signal[0];
      pull = () => talkBack(0);
      close = () => talkBack(1);
    } else {
      next(signal[0]);
    }
    pull();
  });
  return () => close();
}
