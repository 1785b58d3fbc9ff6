import { readFileSync } from 'node:fs';
import { Agent, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What to send, to whom, how often; on the command line as JSON. */
export interface UploadJob {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The form, in front of the file and behind it. */
  readonly head: string;
  readonly file: string;
  readonly tail: string;
  /** The whole text of a right answer. Anything else is an error. */
  readonly expected: string;
  /** At once, each over a connection of its own. */
  readonly connections: number;
  /** By each connection, one after the other. */
  readonly uploads: number;
}

/** What came of it; on standard output as JSON. */
export interface UploadResult {
  /** Of the files alone. */
  readonly bytes: number;
  readonly seconds: number;
}

const MAX_BYTES = 4_000_000_000;
const MAX_SECONDS = 60;

async function run(job: UploadJob): Promise<UploadResult> {
  const { url, headers, expected, connections, uploads } = job;
  if (new URL(url).hostname !== '127.0.0.1') throw new Error('Load is for the loopback address only.');
  const file = readFileSync(job.file);
  const bytes = file.length * connections * uploads;
  if (bytes > MAX_BYTES) throw new Error('Too much to send.');
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
    if (status !== 200 || text !== expected) throw new Error(`Wrong answer: ${status} ${text.slice(0, 300)}`);
  }
  async function uploadInTurn(): Promise<void> {
    for (let count = 0; count < uploads; count += 1) await upload();
  }
  setTimeout(() => {
    throw new Error('The uploads took too long.');
  }, MAX_SECONDS * 1000).unref();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, uploadInTurn));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return { bytes, seconds };
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? ''))));
