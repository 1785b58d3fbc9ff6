import type { Benchmark, Measurement, Target } from './benchmark.ts';

/** Formats medians, the ratio of the last column to the one it is compared with, and targets as a Markdown table. */
export function formatTable(
  { title, columns }: Pick<Benchmark, 'title' | 'columns'>,
  measurements: readonly Measurement[],
): string {
  const head = [`**${title}**`, ...columns, 'ratio', 'target'];
  const body = measurements.map((measurement) => toRow(columns, measurement));
  const widths = head.map((_, index) => Math.max(...[head, ...body].map((row) => row[index]?.length ?? 0)));
  const format = (row: readonly string[]) =>
    `| ${row.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, index) => (index === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [format(head), rule, ...body.map(format)].join('\n');
}

function toRow(columns: readonly string[], { what, samples, comparedWith, target }: Measurement): string[] {
  const values = columns.map((column) => samples[column] && median(samples[column]));
  const value = values.at(-1) ?? Number.NaN;
  const ratio =
    value / (values[comparedWith === undefined ? 0 : columns.indexOf(comparedWith)] ?? Number.NaN);
  const other = comparedWith === undefined ? '' : ` ${comparedWith}`;
  return [
    what,
    ...values.map((number) => (number === undefined ? '' : formatNumber(number))),
    Number.isFinite(ratio) ? `${ratio.toFixed(2)} ×${other}` : '',
    target ? formatTarget(target, value, ratio) : '',
  ];
}

function formatTarget(target: Target, value: number, ratio: number): string {
  const [text, isMet] = checkTarget(target, value, ratio);
  return `${text} ${isMet ? 'met' : 'MISSED'}`;
}

function checkTarget(target: Target, value: number, ratio: number): [text: string, isMet: boolean] {
  if ('maxRatio' in target) return [`≤ ${target.maxRatio} ×`, ratio <= target.maxRatio];
  if ('minRatio' in target) return [`≥ ${target.minRatio} ×`, ratio >= target.minRatio];
  if ('minValue' in target) return [`≥ ${target.minValue}`, value >= target.minValue];
  return [`≤ ${target.maxValue}`, value <= target.maxValue];
}

function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'none';
  return value >= 100 || value === 0 ? value.toFixed(0) : value.toPrecision(3);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
