import type { Readable } from 'node:stream';

/**
 * Calls `onIdle` if nothing arrives for a while. Time during which the stream is paused does not count.
 *
 * @returns stops the watch
 */
export function watchIdle(stream: Readable, idleMs: number, onIdle: () => void): () => void {
  const timer = setTimeout(() => {
    if (!stream.isPaused()) onIdle();
  }, idleMs);
  const refresh = () => timer.refresh();
  stream.on('resume', refresh).on('data', refresh);
  return () => {
    clearTimeout(timer);
    stream.off('resume', refresh).off('data', refresh);
  };
}
