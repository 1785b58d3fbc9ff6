import type { Benchmark, Measurement, Target } from './benchmark.ts';

const COLUMNS = ['', 'baseline', 'obvious way', 'gateway', 'ratio', 'target'] as const;

/** Formats medians, and the gateway's ratio to the baseline, as a Markdown table. */
export function formatTable(sections: ReadonlyMap<Benchmark, readonly Measurement[]>): string {
  const rows = [...sections].flatMap(([{ name }, measurements]) => [
    [`**${name}**`],
    ...measurements.map(toRow),
  ]);
  const lines = [[...COLUMNS], ...rows].map((row) => COLUMNS.map((_, index) => row[index] ?? ''));
  const widths = COLUMNS.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const format = (line: readonly string[]) =>
    `| ${line.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, index) => (index === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [head = [], ...body] = lines;
  return [format(head), rule, ...body.map(format)].join('\n');
}

function toRow({ what, baseline, obvious, gateway, target }: Measurement): string[] {
  const [ofBaseline, ofGateway] = [median(baseline), median(gateway)];
  const ratio = ofGateway / ofBaseline;
  return [
    what,
    formatNumber(ofBaseline),
    obvious ? formatNumber(median(obvious)) : '',
    formatNumber(ofGateway),
    `${ratio.toFixed(2)} ×`,
    formatTarget(target, ofGateway, ratio),
  ];
}

function formatTarget(target: Target | undefined, value: number, ratio: number): string {
  if (!target) return '';
  const [text, isMet] = checkTarget(target, value, ratio);
  return `${text} ${isMet ? 'met' : 'MISSED'}`;
}

function checkTarget(target: Target, value: number, ratio: number): [text: string, isMet: boolean] {
  if ('maxRatio' in target) return [`≤ ${target.maxRatio} ×`, ratio <= target.maxRatio];
  if ('minRatio' in target) return [`≥ ${target.minRatio} ×`, ratio >= target.minRatio];
  return [`≤ ${target.maxValue}`, value <= target.maxValue];
}

function formatNumber(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
