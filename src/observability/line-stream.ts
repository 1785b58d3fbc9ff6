import { writeSync } from 'node:fs';
import { type DestinationStream, pino } from 'pino';
import { FILE_MODE, isPipe, openingFailure, toReason } from './output-files.ts';

export interface LineStreamOptions {
  /** An open descriptor, or the path of a file to append to. Pipes and sockets must be non-blocking. */
  readonly target: number | string;
  /** In bytes. A stream that nobody reads must not exhaust the memory. */
  readonly maxBuffered: number;
}

/** Callbacks for lines that one writer loses. */
export interface WriterOptions {
  /** Called whenever lines were dropped. */
  readonly onDropped?: (count: number) => void;
  /** Called with the number of dropped lines when all others are written. */
  readonly onRoom: (count: number) => void;
}

interface Writer extends WriterOptions {
  /** Lines in the current batch. */
  batched: number;
  /** Lines that were dropped and not reported yet. */
  dropped: number;
}

/** @param reason undefined: lines are written again */
type StallListener = (reason: string | undefined) => void;

interface Waiting {
  /** The number of written bytes that ends the wait. */
  readonly until: number;
  settle(isWritten: boolean): void;
}

/** In characters. A longer batch of lines is written at once. */
const MAX_BATCH = 16_384;
/** Lines that wait longer without any progress may never be written. */
const STALL_MS = 1_000;
const TIMEOUT = 'TIMEOUT';

/**
 * Writes lines of several writers to one descriptor, in the background. Drops lines beyond `maxBuffered`. Lines that cannot
 * be written, such as on a full disk, are retried.
 */
export class LineStream {
  readonly #stream: ReturnType<typeof pino.destination>;
  readonly #target: LineStreamOptions['target'];
  /** Undefined for files, because a slow disk must not block the process. */
  readonly #pipe: number | undefined;
  readonly #writers: Writer[] = [];
  /** The lines of this turn of the event loop, which share one write. */
  #batch: string = '';
  #batchWaiting: Waiting['settle'][] = [];
  readonly #waiting: Waiting[] = [];
  #acceptedBytes = 0;
  #writtenBytes = 0;
  #isDropping: boolean = false;
  /** Why the stream is stalled: TIMEOUT, or the code of an error. */
  #stallReason: string | undefined;
  /** Runs while lines wait. */
  #stallTimer: NodeJS.Timeout | undefined;
  #isClosed: boolean = false;
  #onStall: StallListener | undefined;
  #onIdle: (() => void) | undefined;

  constructor({ target, maxBuffered }: LineStreamOptions) {
    const stream = pino.destination({ dest: target, sync: false, maxLength: maxBuffered, mode: FILE_MODE });
    // Pino flushes when the process exits, and would wait forever for a full disk.
    stream.flushSync = () => undefined;
    stream.on('error', (error: unknown) => this.#stall(toReason(error)));
    stream.on('drop', () => {
      this.#isDropping = true;
    });
    stream.on('write', (bytes: number) => this.#progress(bytes));
    stream.on('drain', () => this.#reportDropped());
    this.#stream = stream;
    this.#target = target;
    this.#pipe = typeof target === 'number' && isPipe(target) ? target : undefined;
  }

  /** True if lines have waited for a second, or could not be written. */
  get isStalled(): boolean {
    return this.#stallReason !== undefined;
  }

  /** Calls the listener at each change. */
  onStall(listener: StallListener): void {
    this.#onStall = listener;
  }

  createWriter(options: WriterOptions): DestinationStream {
    const writer: Writer = { ...options, batched: 0, dropped: 0 };
    this.#writers.push(writer);
    return {
      write: (line) => {
        if (this.#isClosed) return;
        if (this.#batch === '') setImmediate(() => this.#writeBatch());
        this.#batch += line;
        writer.batched += 1;
        if (this.#batch.length > MAX_BATCH) this.#writeBatch();
      },
    };
  }

  /** @returns whether the operating system has all lines so far. False at once while nobody reads the stream */
  flushed(): Promise<boolean> {
    if (this.#stallReason === TIMEOUT || this.#isClosed) return Promise.resolve(false);
    if (this.#isIdle()) return Promise.resolve(true);
    return new Promise((settle) => {
      if (this.#batch === '') this.#waiting.push({ until: this.#acceptedBytes, settle });
      else this.#batchWaiting.push(settle);
    });
  }

  /**
   * Opens the file anew, because it was renamed. If that fails, lines go to the old one. Does nothing for descriptors, which
   * include named pipes.
   */
  reopen(): void {
    if (this.#isClosed || typeof this.#target === 'number') return;
    // After a failure of its own, the stream would later close the old descriptor twice, perhaps one that is used anew.
    const failure = openingFailure(this.#target);
    if (failure !== undefined) {
      this.#stall(failure);
      this.#stream.write('');
      return;
    }
    this.#stream.reopen();
  }

  /**
   * Waits until all lines are written, for at most `maxMs`. Later lines are dropped.
   *
   * @returns whether all lines are written
   */
  async close(maxMs: number): Promise<boolean> {
    const idle = Promise.withResolvers<void>();
    const timer = setTimeout(idle.resolve, maxMs);
    this.#onIdle = idle.resolve;
    if (this.#isIdle()) idle.resolve();
    await idle.promise;
    clearTimeout(timer);
    clearTimeout(this.#stallTimer);
    const isComplete = this.#isIdle();
    this.#isClosed = true;
    this.#stream.destroy();
    return isComplete;
  }

  #isIdle(): boolean {
    return this.#batch === '' && this.#writtenBytes === this.#acceptedBytes;
  }

  #writeBatch(): void {
    if (this.#batch === '' || this.#isClosed) return;
    const lines = this.#batch;
    const waiting = this.#batchWaiting;
    this.#batch = '';
    this.#batchWaiting = [];
    const isDropped = !this.#accept(this.#writeNow(lines));
    this.#countBatch(isDropped);
    for (const settle of waiting) {
      if (isDropped) settle(false);
      else if (this.#isIdle()) settle(true);
      else this.#waiting.push({ until: this.#acceptedBytes, settle });
    }
    if (this.#isIdle()) this.#onIdle?.();
  }

  #countBatch(isDropped: boolean): void {
    for (const writer of this.#writers) {
      const count = writer.batched;
      writer.batched = 0;
      if (!isDropped || count === 0) continue;
      writer.dropped += count;
      writer.onDropped?.(count);
    }
  }

  /**
   * Writes to a pipe with room at once, which costs a fifth of a write in the background.
   *
   * @returns what remains to be written
   */
  #writeNow(lines: string): string {
    if (this.#pipe === undefined || this.isStalled || !this.#isIdle()) return lines;
    // With characters of several bytes, the cut could be inside a character.
    if (Buffer.byteLength(lines) !== lines.length) return lines;
    try {
      return lines.slice(writeSync(this.#pipe, lines));
    } catch {
      return lines;
    }
  }

  /** @returns false if there is no room */
  #accept(lines: string): boolean {
    if (lines === '') return true;
    this.#isDropping = false;
    this.#stream.write(lines);
    if (this.#isDropping) return false;
    this.#acceptedBytes += Buffer.byteLength(lines);
    this.#stallTimer ??= setTimeout(() => this.#retry(), STALL_MS).unref();
    return true;
  }

  #progress(bytes: number): void {
    this.#writtenBytes += bytes;
    for (let [first] = this.#waiting; first && first.until <= this.#writtenBytes; [first] = this.#waiting) {
      this.#waiting.shift();
      first.settle(true);
    }
    if (this.#writtenBytes < this.#acceptedBytes) this.#stallTimer?.refresh();
    else {
      clearTimeout(this.#stallTimer);
      this.#stallTimer = undefined;
    }
    if (this.#stallReason === undefined) return;
    this.#stallReason = undefined;
    this.#onStall?.(undefined);
  }

  #stall(reason: string): void {
    for (const { settle } of this.#waiting.splice(0)) settle(false);
    if (this.#stallReason !== undefined) return;
    this.#stallReason = reason;
    this.#onStall?.(reason);
  }

  #retry(): void {
    this.#stall(TIMEOUT);
    this.#stream.write('');
    this.#stallTimer?.refresh();
  }

  #reportDropped(): void {
    for (const writer of this.#writers) {
      if (writer.dropped === 0) continue;
      const { dropped } = writer;
      writer.dropped = 0;
      writer.onRoom(dropped);
    }
    if (this.#isIdle()) this.#onIdle?.();
  }
}
