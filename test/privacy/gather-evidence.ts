import { z } from 'zod/mini';
import { createMarks, type Marker, type Sink } from './markers.ts';
import type { Answer, Path } from './paths/path.ts';
import { type Stage, startStage } from './start-stage.ts';

/** What was left behind after all paths had been walked and the gateways were stopped. */
export interface Evidence {
  readonly markers: readonly Marker[];
  readonly texts: Readonly<Record<Sink, string>>;
  /** `data` of all answers. */
  readonly answered: string;
  /** Error codes that clients were told, by the path's name. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  /** What the imitation of Fin.com got: paths, bodies and parts. */
  readonly receivedByFin: string;
  readonly secrets: readonly Marker[];
}

const answerBody = z.object({
  data: z.optional(z.unknown()),
  errors: z.optional(z.array(z.object({ extensions: z.object({ code: z.string() }) }))),
});

/** Walks the paths one after the other, each with markers of its own, and takes down everything that was let out. */
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
  const stored = createMarks('all');
  for (const { uri } of stage.sandbox.control.uploads) stored.note('stored URI', uri, ['errors']);
  const metrics = await scrape(stage);
  const redis = await stage.redis.everWritten();
  await stop(stage);
  const processes = [stage.guarded.process, stage.open.process];
  return {
    markers: [...markers, ...stored.made, ...stage.secrets.made],
    secrets: stage.secrets.made,
    texts: {
      log: processes.map((process) => process.stdout()).join('\n'),
      'standard error': processes.map((process) => process.stderr()).join('\n'),
      metrics,
      traces: stage.otlp.received(),
      Redis: redis,
      errors: answers.map(withoutData).join('\n'),
      headers: answers.map(({ headers }) => JSON.stringify([...headers])).join('\n'),
    },
    answered: answers.map(({ text }) => text).join('\n'),
    codes,
    receivedByFin: JSON.stringify(stage.sandbox.control.requests),
  };
}

function codesOf({ text }: Answer): string[] {
  return (answerBody.parse(JSON.parse(text)).errors ?? []).map(({ extensions }) => extensions.code);
}

/** What a caller is entitled to see is in `data`; all the rest of an answer is for everybody's eyes. */
function withoutData({ text }: Answer): string {
  const { data: _data, ...rest } = z.looseObject({}).parse(JSON.parse(text));
  return JSON.stringify(rest);
}

async function scrape({ guarded, open }: Stage): Promise<string> {
  const texts = [guarded, open].map(async ({ metricsUrl }) => (await fetch(metricsUrl)).text());
  return (await Promise.all(texts)).join('\n');
}

/** A stop sends the last spans, and writes the last lines. */
async function stop({ guarded, open }: Stage): Promise<void> {
  for (const { process } of [guarded, open]) process.process.kill('SIGTERM');
  const ends = await Promise.all([guarded.process.exited, open.process.exited]);
  if (ends.some((end) => end !== 0)) throw new Error(`The gateways ended with ${ends.join(' and ')}`);
}
