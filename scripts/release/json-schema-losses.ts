import { z } from 'zod/mini';

const jsonSchema = z.object({
  $ref: z.optional(z.string()),
  title: z.optional(z.string()),
  type: z.optional(z.string()),
  const: z.optional(z.unknown()),
  enum: z.optional(z.array(z.unknown())),
  anyOf: z.optional(z.array(z.unknown())),
  oneOf: z.optional(z.array(z.unknown())),
  items: z.optional(z.unknown()),
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
});

const root = z.object({ $defs: z.optional(z.record(z.string(), z.unknown())) });
type Definitions = Readonly<Record<string, unknown>>;

/** Something that readers of a value can rely on. `loss` completes the sentence that begins with the path. */
interface Guarantee {
  readonly path: string;
  readonly loss: string;
}

/** One sentence for each thing that a reader of the values could rely on and no longer can. Additions are no losses. */
export function jsonSchemaLosses(path: string, before: unknown, after: unknown): string[] {
  const kept = new Set(guaranteesOf(path, after, definitionsOf(after)).map(toSentence));
  const losses = guaranteesOf(path, before, definitionsOf(before)).filter(
    (guarantee) => !kept.has(toSentence(guarantee)),
  );
  const removedPaths = losses.flatMap((lost) => (lost.loss === REMOVED ? [lost.path] : []));
  const isInside = (inner: string, outer: string) =>
    inner !== outer && inner.startsWith(outer) && /^[.[ ]/.test(inner.slice(outer.length));
  const reported = losses.filter(
    (lost) => !removedPaths.some((removed) => isInside(lost.path, removed) || isSame(lost, removed)),
  );
  return Array.from(new Set(reported.map(toSentence)));
}

const REMOVED = 'was removed.';

/** A removed member is not reported as optional or of another type as well. */
function isSame({ path, loss }: Guarantee, removed: string): boolean {
  return path === removed && loss !== REMOVED;
}

function definitionsOf(schema: unknown): Definitions {
  return root.parse(schema).$defs ?? {};
}

function toSentence({ path, loss }: Guarantee): string {
  return `${path} ${loss}`;
}

function guaranteesOf(path: string, schema: unknown, definitions: Definitions): Guarantee[] {
  const { $ref, title, ...parsed } = jsonSchema.parse(schema);
  const { type, items, properties = {}, required = [] } = parsed;
  const below = (name: string, part: unknown) => guaranteesOf(name, part, definitions);
  const tokens = [...(parsed.enum ?? []), ...(parsed.const === undefined ? [] : [parsed.const])];
  return [
    ...($ref === undefined ? [] : below(path, definitions[$ref.replace('#/$defs/', '')])),
    ...(type === undefined ? [] : [{ path, loss: `is no longer of the type ${type}.` }]),
    ...tokens.map((token) => ({ path, loss: `can no longer be ${JSON.stringify(token)}.` })),
    ...[...(parsed.anyOf ?? []), ...(parsed.oneOf ?? [])].flatMap((branch) => {
      const name = jsonSchema.parse(branch).title;
      if (name === undefined) return below(path, branch);
      const branchPath = `${path} (${name})`;
      return [{ path: branchPath, loss: REMOVED }, ...below(branchPath, branch)];
    }),
    ...(items === undefined ? [] : below(`${path}[]`, items)),
    ...Object.entries(properties).flatMap(([name, property]) => [
      { path: `${path}.${name}`, loss: REMOVED },
      ...(required.includes(name) ? [{ path: `${path}.${name}`, loss: 'is no longer always present.' }] : []),
      ...below(`${path}.${name}`, property),
    ]),
  ];
}
