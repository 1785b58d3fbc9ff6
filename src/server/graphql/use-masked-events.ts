import type { Plugin } from 'graphql-yoga';
import type { Logger } from '../../observability/logger.ts';
import { maskErrors } from './mask-errors.ts';
import type { OperationContext } from './server-context.ts';

/** Masks the errors in the results of a subscription, and logs whose data each of them contains. */
export function useMaskedEvents(log: Logger): Plugin<OperationContext> {
  return {
    onSubscribe: ({ args }) => ({
      onSubscribeResult: () => ({
        onNext({ result, setResult }) {
          const { record, personReads } = args.contextValue;
          personReads.log();
          setResult(maskErrors(result, { record, log, hasStatus: false }));
        },
      }),
    }),
  };
}
