import type { Readable } from 'node:stream';

/**
 * Aborts when the peer neither reads the body nor responds for a while. Time spent waiting for the body's source does not
 * count.
 *
 * @returns ends the timeout
 */
export function watchPeer(body: Readable, timeoutMs: number, abort: AbortController): () => void {
  const timer = setTimeout(() => {
    const isWaitingForSource = body.readableFlowing && !body.readableEnded;
    if (!isWaitingForSource) abort.abort();
  }, timeoutMs);
  const startPeersTurn = () => timer.refresh();
  // The connection pauses the body until the peer has taken what was sent.
  body.on('pause', startPeersTurn).once('end', startPeersTurn);
  return () => clearTimeout(timer);
}
