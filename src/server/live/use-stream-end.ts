import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from '../server-context.ts';

/** Ends a subscription when its response is closed, even if the client left before there was a response. */
export function useStreamEnd(): Plugin<ServerContext> {
  return {
    onSubscribe({ args: { contextValue } }) {
      return {
        onSubscribeResult({ result }) {
          if (!(Symbol.asyncIterator in result)) return;
          const { res } = contextValue;
          const end = () => void result.return?.();
          if (res.closed) end();
          else res.once('close', end);
        },
      };
    },
  };
}
