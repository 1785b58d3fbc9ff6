import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod/mini';
import { RULES } from './evaluate-rules.ts';

const rule = z.object({ alert: z.optional(z.string()), record: z.optional(z.string()) });
const file = z.object({ groups: z.array(z.object({ rules: z.array(rule) })) });

/** The names of the alerts, in order, and of the recording rules. */
export async function alertsAndRecords(): Promise<{ readonly alerts: string[]; readonly records: string[] }> {
  const rules = file.parse(parse(await readFile(RULES, 'utf8'))).groups.flatMap((group) => group.rules);
  return {
    alerts: rules.flatMap(({ alert }) => alert ?? []),
    records: rules.flatMap(({ record }) => record ?? []),
  };
}
