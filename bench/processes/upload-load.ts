import { readFileSync } from 'node:fs';
import { Agent, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Passed as a JSON argument. */
export interface UploadJob {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The parts of the form before and after the file. */
  readonly head: string;
  readonly file: string;
  readonly tail: string;
  /** Any other response body is an error. */
  readonly expected: string;
  /** Number of concurrent uploads, each with its own connection. */
  readonly connections: number;
  /** Uploads per connection, one after the other. */
  readonly uploads: number;
}

/** Printed as JSON. */
export interface UploadResult {
  /** Without the other parts of the form. */
  readonly bytes: number;
  readonly seconds: number;
}

const MAX_BYTES = 4_000_000_000;
const MAX_SECONDS = 60;

async function run(job: UploadJob): Promise<UploadResult> {
  const { url, headers, expected, connections, uploads } = job;
  if (new URL(url).hostname !== '127.0.0.1') throw new Error('Load may only be sent to 127.0.0.1.');
  const file = readFileSync(job.file);
  const bytes = file.length * connections * uploads;
  if (bytes > MAX_BYTES) throw new Error(`The uploads exceed ${MAX_BYTES} bytes.`);
  const [head, tail] = [Buffer.from(job.head), Buffer.from(job.tail)];
  const length = head.length + file.length + tail.length;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  async function upload(): Promise<void> {
    const { status, text } = await new Promise<{ status: number | undefined; text: string }>(
      (resolve, reject) => {
        const request = send(url, {
          method: 'POST',
          agent,
          headers: { ...headers, 'content-length': length },
        });
        request.once('error', reject).once('response', (response) => {
          buffer(response).then(
            (body) => resolve({ status: response.statusCode, text: body.toString() }),
            reject,
          );
        });
        request.write(head);
        request.write(file);
        request.end(tail);
      },
    );
    if (status !== 200 || text !== expected)
      throw new Error(`Wrong response: ${status} ${text.slice(0, 300)}`);
  }
  async function uploadRepeatedly(): Promise<void> {
    for (let count = 0; count < uploads; count += 1) await upload();
  }
  setTimeout(() => {
    throw new Error('The uploads took too long.');
  }, MAX_SECONDS * 1000).unref();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, uploadRepeatedly));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return { bytes, seconds };
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? ''))));
