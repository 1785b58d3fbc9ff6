import { z } from 'zod/mini';
import { createMarks, type Marker, type Sink } from './markers.ts';
import type { Answer, Path } from './paths/path.ts';
import { type Stage, startStage } from './start-stage.ts';

/** Everything that was left when all paths had been walked and the gateways were stopped. */
export interface Evidence {
  /** The markers of all paths and of the deployment. */
  readonly markers: readonly Marker[];
  /** Credentials and tokens, which nobody is entitled to see. */
  readonly secrets: readonly Marker[];
  readonly texts: Readonly<Record<Sink, string>>;
  /** Whole answers. */
  readonly answers: readonly Answer[];
  /** Error codes that clients were told, by the path's name. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  /** Everything that the sandbox got, except credentials. */
  readonly receivedByFin: string;
  readonly hasUnknownTokens: boolean;
}

const answerBody = z.object({
  errors: z.optional(z.array(z.object({ extensions: z.object({ code: z.string() }) }))),
});

/** Walks the paths one after the other, each with markers of its own, and takes down all that was let out. */
export async function gatherEvidence(paths: readonly Path[]): Promise<Evidence> {
  await using stage = await startStage();
  const markers: Marker[] = [];
  const answers: Answer[] = [];
  const codes = new Map<string, readonly string[]>();
  for (const path of paths) {
    const marks = createMarks(path.name);
    const given = await path.run(stage, marks);
    codes.set(path.name, given.flatMap(codesOf));
    answers.push(...given);
    markers.push(...marks.made);
  }
  const stored = createMarks('one of the paths');
  // Told in errors, for the next attempt: docs/uploads.md.
  for (const { uri } of stage.sandbox.control.uploads) stored.note('URI of a stored file', uri, ['errors']);
  const metrics = await scrape(stage);
  await stop(stage);
  const secrets = stage.secrets.made;
  return {
    markers: [...markers, ...stored.made, ...secrets],
    secrets: [...secrets, ...markers.filter(({ isSecret }) => isSecret)],
    texts: {
      ...(await textsOf(stage)),
      metrics,
      errors: textOf(answers.map(withoutData)),
      headers: textOf(answers.map(({ headers }) => [...headers])),
    },
    answers,
    codes,
    receivedByFin: JSON.stringify(stage.sandbox.control.requests),
    hasUnknownTokens: stage.hasUnknownTokens(),
  };
}

async function textsOf({ otlp, redis, ...stage }: Stage) {
  const processes = gatewaysOf(stage).map(({ process }) => process);
  return {
    log: processes.map((process) => process.stdout()).join('\n'),
    'standard error': processes.map((process) => process.stderr()).join('\n'),
    traces: JSON.stringify(JSON.parse(otlp.received()), withoutProcessMetrics),
    // Every key and value of any kind that was ever written, also if it is gone by now.
    Redis: await redis.everWritten(),
  };
}

function codesOf({ text }: Answer): string[] {
  return (answerBody.parse(JSON.parse(text)).errors ?? []).map(({ extensions }) => extensions.code);
}

/** A caller is entitled to what is in `data`. */
function withoutData({ text }: Answer): unknown {
  const { data: _data, ...rest } = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  return rest;
}

function textOf(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join('\n');
}

function gatewaysOf({ guarded, open, v2 }: Pick<Stage, 'guarded' | 'open' | 'v2'>) {
  return [guarded, open, v2];
}

/** Sizes of memory, for example, which may by chance have the digits of a marker. No request sets any of them. */
const PROCESS_METRIC = /^(?:process|nodejs)_/;

async function scrape(stage: Stage): Promise<string> {
  const texts = gatewaysOf(stage).map(async ({ metricsUrl }) => (await fetch(metricsUrl)).text());
  const lines = (await Promise.all(texts)).flatMap((text) => text.split('\n'));
  return lines.filter((line) => !PROCESS_METRIC.test(line)).join('\n');
}

/** For JSON of OTLP. */
function withoutProcessMetrics(key: string, value: unknown): unknown {
  const isList = key === 'metrics' && Array.isArray(value);
  return isList ? value.filter(({ name }) => !PROCESS_METRIC.test(String(name))) : value;
}

/** A stop sends the last spans, and writes the last lines. */
async function stop(stage: Stage): Promise<void> {
  const processes = gatewaysOf(stage).map(({ process }) => process);
  for (const { process } of processes) process.kill('SIGTERM');
  const ends = await Promise.all(processes.map(({ exited }) => exited));
  if (ends.some((end) => end !== 0)) throw new Error(`The gateways ended with ${ends.join(' and ')}`);
}
