import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../observability/logger.ts';
import type { RequestRecord } from '../../observability/request-record.ts';

const PATHS = ['/graphql', '/health', '/ready', '/webhooks/fin'] as const;
/** `other` for unknown paths, which are not logged because they may contain private data. */
export type Path = (typeof PATHS)[number] | 'other';

export function toPath({ url = '' }: IncomingMessage): Path {
  const [path] = url.split('?', 1);
  return PATHS.find((known) => known === path) ?? 'other';
}

/** Successful probes are not logged: they come every few seconds. */
export function isGoodProbe(path: Path, { statusCode }: ServerResponse, isSent: boolean): boolean {
  return (path === '/health' || path === '/ready') && statusCode === 200 && isSent;
}

export function logRequest(
  log: Logger,
  record: RequestRecord,
  res: ServerResponse,
  { path, ms, isSent }: { readonly path: Path; readonly ms: number; readonly isSent: boolean },
): void {
  log.info({
    event: 'request',
    requestId: record.requestId,
    path,
    operationName: record.operationName,
    webhook: record.webhook,
    status: res.statusCode,
    errorCodes: record.errorCodes.length > 0 ? record.errorCodes : undefined,
    // The client disconnected before the response was complete.
    aborted: isSent ? undefined : true,
    ms: Math.round(ms * 10) / 10,
  });
}
