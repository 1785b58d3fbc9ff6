import type { Logger } from './logger.ts';

/** Logs an error of the gateway itself. */
export function logError(fault: unknown, requestId: string | undefined, log: Logger): void {
  log.error({ event: 'fault', requestId, ...placesOf(fault) }, 'fault of the gateway');
}

/** The name and the places in code; the message may come from outside and is left out. */
export function placesOf(fault: unknown): { readonly name: string; readonly stack: readonly string[] } {
  const name = fault instanceof Error ? fault.name : typeof fault;
  const stack = fault instanceof Error ? (fault.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { name, stack: frames.map((line) => line.trim()) };
}
