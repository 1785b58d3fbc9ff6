import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from '../graphql/server-context.ts';
import { EventStreamConnection, type EventStreamLimits } from './event-stream-connection.ts';
import type { OpenStreams } from './open-streams.ts';

/** Counts and ends subscriptions. Must come after the plugin that decides how to subscribe. */
export function useOpenStreams(streams: OpenStreams, limits: EventStreamLimits): Plugin<ServerContext> {
  return {
    onSubscribe({ subscribeFn, setSubscribeFn }) {
      setSubscribeFn(async (args) => {
        const context: ServerContext = args.contextValue;
        const connection = context.socket ?? new EventStreamConnection(context, limits);
        const result = await streams.subscribe(context, connection, () => subscribeFn(args));
        context.isStream = Symbol.asyncIterator in result;
        return result;
      });
    },
  };
}
