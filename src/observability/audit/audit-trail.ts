import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { LineStream } from '../line-stream.ts';
import { createLogger, type Logger } from '../logger.ts';
import type { AuditObserver } from '../telemetry.ts';

/** The audit lines of this process. Gaps in their numbers are visible to readers. */
export interface AuditTrail extends Pick<LineStream, 'flushed' | 'isStalled'> {
  append(event: `audit${'' | `-${string}`}`, members: object): void;
  /** Must be called after the last line, so that a missing end is visible. */
  close(): void;
}

export interface AuditTrailOptions {
  /** Undefined: lines are written through the log. */
  readonly stream: LineStream | undefined;
  readonly log: Logger;
  /** The version of the gateway. */
  readonly version: string;
  readonly observer: AuditObserver | undefined;
}

/** Opens the trail. Its lines are written whatever `LOG_LEVEL` is. */
export function createAuditTrail({ stream, log, version, observer }: AuditTrailOptions): AuditTrail {
  const instance = randomUUID();
  let sequence = 0;
  const append: AuditTrail['append'] = (event, members) => {
    sequence += 1;
    lines.info({ event, instance, sequence, ...members });
  };
  const writer = stream?.createWriter({
    onDropped: (count) => observer?.auditLinesLost(count),
    // These lines belong to no request, although one has written last.
    onRoom: AsyncLocalStorage.bind((count: number) => append('audit-lines-lost', { count })),
  });
  const lines = writer ? createLogger('info', writer) : log;
  observer?.auditAvailabilityChanged(true);
  const logStall = (reason: string | undefined) => {
    observer?.auditAvailabilityChanged(reason === undefined);
    if (reason === undefined) log.info({ event: 'audit-resumed' });
    else log.error({ event: 'audit-stalled', reason });
  };
  stream?.onStall(AsyncLocalStorage.bind(logStall));
  append('audit-opened', { version });
  return {
    append,
    get isStalled() {
      return stream?.isStalled ?? false;
    },
    flushed: async () => stream?.flushed() ?? true,
    close: () => append('audit-closed', {}),
  };
}
