import { readFile } from 'node:fs/promises';

/** The runbooks of docs/operations.md by the name of their alert, in order. */
export async function readRunbooks(): Promise<ReadonlyMap<string, string>> {
  const page = await readFile('docs/operations.md', 'utf8');
  const sections = page.matchAll(/^### (\S+)\n(.*?)(?=^##)/gms);
  return new Map(Array.from(sections, ([, name = '', text = '']) => [name, text]));
}

/** The queries for Prometheus in a runbook. Names of metrics are queries, too. */
export function queriesIn(runbook: string): string[] {
  const spans = Array.from(runbook.matchAll(/`([^`\n]+)`/g), ([, span = '']) => span);
  return spans.filter((span) => /(fin_gateway|process|nodejs)_|^up\{/.test(span));
}
