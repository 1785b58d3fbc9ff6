import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '@opentelemetry/api';

/** The members that join a log line to a trace. */
export interface TraceIds {
  readonly traceId: string;
  readonly spanId: string;
}

interface ActiveSpan {
  readonly context: Context;
  readonly ids: TraceIds;
}

/** The span that the running code belongs to. Empty unless traces are exported. */
export const activeSpan = new AsyncLocalStorage<ActiveSpan>();
