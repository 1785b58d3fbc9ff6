import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const BYTES_PER_COLLECTION = 8_388_608;

type Collect = (options: { readonly type: 'minor' }) => void;

let collect: Collect | undefined;
let uncollectedBytes = 0;

/**
 * Frees the chunks of uploads early. They are buffers outside V8's heap, and V8 waits for 40 to 60 MB of them before it
 * marks the whole heap. Collecting only young objects takes a fraction of a millisecond, and chunks are always young.
 */
export function collectChunks(chunkBytes: number): void {
  uncollectedBytes += chunkBytes;
  if (uncollectedBytes < BYTES_PER_COLLECTION) return;
  uncollectedBytes = 0;
  collect ??= exposeCollector();
  collect({ type: 'minor' });
}

/** Node offers no other way to call V8's garbage collector. The flag has an effect on new contexts only. */
function exposeCollector(): Collect {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
