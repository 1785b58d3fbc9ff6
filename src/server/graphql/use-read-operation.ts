import type { Plugin } from 'graphql-yoga';
import type { ReadOperation } from './create-read-operation.ts';
import type { ServerContext } from './server-context.ts';

/** Replaces yoga's parsers, which copy bodies through web streams and whose errors have no code. */
export function useReadOperation(readOperation: ReadOperation): Plugin<object, ServerContext> {
  return {
    async onRequestParse({ serverContext, setRequestParser }) {
      const params = serverContext.readParams ?? (await readOperation(serverContext));
      setRequestParser(() => params);
    },
  };
}
