import { SpanKind } from '@opentelemetry/api';
import type { ObservedCommand, RedisCommand } from '../../../redis/redis-connection.ts';
import { activeSpan } from '../../active-span.ts';
import type { Telemetry } from '../../telemetry.ts';
import { endSpan, failedBy, type StartSpan } from './start-span.ts';

const DEFAULT_PORT = 6_379;
const IGNORED: ObservedCommand = { end: () => undefined };

const COMMANDS: Readonly<Record<Exclude<RedisCommand, 'probe'>, string>> = {
  get: 'GET',
  set: 'SET',
  eval: 'EVALSHA',
  publish: 'PUBLISH',
};

/**
 * Spans for the commands that a request needs, without keys and values. Commands in the background have none.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/db/redis/
 */
export function createRedisSpans(start: StartSpan, redisUrl: string): Pick<Telemetry, 'redisCommandStarted'> {
  const { hostname, port, pathname } = new URL(redisUrl);
  const server = {
    'db.system.name': 'redis',
    'db.namespace': pathname.slice(1) || '0',
    'server.address': hostname.replace(/^\[|\]$/g, ''),
    'server.port': Number(port || DEFAULT_PORT),
  };
  const target = `${server['server.address']}:${server['server.port']}`;
  return {
    redisCommandStarted(command) {
      if (command === 'probe' || !activeSpan.getStore()) return IGNORED;
      const name = COMMANDS[command];
      const span = start({
        name: `${name} ${target}`,
        kind: SpanKind.CLIENT,
        attributes: { ...server, 'db.operation.name': name },
      });
      return { end: (failure) => endSpan(span, failedBy(failure)) };
    },
  };
}
