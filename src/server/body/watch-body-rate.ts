import type { IncomingMessage } from 'node:http';

export interface BodyRate {
  readonly minBytesPerSecond: number;
  /** How long a client may stay below the rate. Sending faster earns at most this much time. */
  readonly graceMs: number;
}

/**
 * Calls `onTooSlow` once if a body arrives more slowly than the rate. Works as a leaky bucket that holds `graceMs`: bytes
 * fill it, time drains it. Time in which the gateway does not read the body does not count.
 *
 * @returns stops the watch
 */
export function watchBodyRate(
  req: IncomingMessage,
  { minBytesPerSecond, graceMs }: BodyRate,
  onTooSlow: () => void,
): () => void {
  let deadlineMs = performance.now() + graceMs;
  let pausedAtMs: number | undefined;
  let timer = setTimeout(onTimer, graceMs);

  function extend(ms: number): void {
    deadlineMs = Math.min(performance.now() + graceMs, deadlineMs + ms);
  }

  function onTimer(): void {
    // Bytes may have arrived while this process was busy, so read them first.
    setImmediate(() => {
      if (isStopped) return;
      if (pausedAtMs !== undefined) deadlineMs = performance.now() + graceMs;
      const leftMs = deadlineMs - performance.now();
      if (leftMs > 0) {
        timer = setTimeout(onTimer, leftMs);
        return;
      }
      stop();
      onTooSlow();
    });
  }

  let isStopped: boolean = false;
  const onData = (chunk: Buffer) => extend((chunk.length * 1_000) / minBytesPerSecond);
  const onPause = () => {
    pausedAtMs ??= performance.now();
  };
  const onResume = () => {
    if (pausedAtMs !== undefined) extend(performance.now() - pausedAtMs);
    pausedAtMs = undefined;
  };
  function stop(): void {
    isStopped = true;
    clearTimeout(timer);
    req.off('data', onData).off('pause', onPause).off('resume', onResume).off('end', stop).off('close', stop);
  }
  req.on('data', onData).on('pause', onPause).on('resume', onResume).once('end', stop).once('close', stop);
  return stop;
}
