import type { Logger } from './logger.ts';

/** Logs a bug in the gateway. */
export function logError(error: unknown, requestId: string | undefined, log: Logger): void {
  log.error({ event: 'fault', requestId, ...describeError(error) }, 'bug in the gateway');
}

/** The name and stack frames. The message is left out because it may contain outside data. */
export function describeError(error: unknown): { readonly name: string; readonly stack: readonly string[] } {
  const name = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { name, stack: frames.map((line) => line.trim()) };
}
