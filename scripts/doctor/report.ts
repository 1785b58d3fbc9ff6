import type { TimedAnswer } from './api.ts';

/** `wrong` is what the gateway cannot work with; `note` what somebody should read. */
export type Verdict = 'ok' | 'note' | 'wrong' | 'left out';

export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  /** None of them has a value that was sent or answered. */
  readonly lines: readonly string[];
}

export interface Report {
  /** Of the environment, not its address. */
  readonly api: string;
  readonly findings: readonly Finding[];
  readonly answers: readonly TimedAnswer[];
}

const INTERESTING = /rate|limit|retry|request-id|correlation|trace|sunset|deprecat|www-authenticate/;
const MIN_SECRET_LENGTH = 4;

/** Markdown to paste into an issue. @param secrets what must not be in it, wherever it came from */
export function printReport({ api, findings, answers }: Report, secrets: Iterable<string>): string {
  const lines = [
    `# Examination of Fin.com's API: ${api}`,
    '',
    `Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
    '',
    ...findings.flatMap(({ check, verdict, lines: said }) => [
      `- **${verdict}** ${check}`,
      ...said.map((line) => `  - ${line}`),
    ]),
    '',
    '| call | status | ms |',
    '|---|---|---|',
    ...answers.map(({ name, status, failure, ms }) => `| ${name} | ${failure ?? status} | ${ms} |`),
    '',
    `Headers of interest: ${headersOf(answers) || 'none'}`,
    '',
    `Result: ${hasWrong(findings) ? 'something is wrong' : 'the gateway can work with this'}`,
    '',
  ];
  return withoutSecrets(lines.join('\n'), secrets);
}

export function hasWrong(findings: readonly Finding[]): boolean {
  return findings.some(({ verdict }) => verdict === 'wrong');
}

/** Names only; and the numbers of limits. */
function headersOf(answers: readonly TimedAnswer[]): string {
  const seen = new Map<string, string>();
  for (const { headers } of answers) {
    for (const [name, value] of headers) {
      if (INTERESTING.test(name))
        seen.set(name, /^\d{1,6}$/.test(value) ? `\`${name}: ${value}\`` : `\`${name}\``);
    }
  }
  return [...seen.values()].join(', ');
}

/** The last net: nothing in the report is made of values in the first place. */
function withoutSecrets(text: string, secrets: Iterable<string>): string {
  return (
    [...secrets]
      .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
      // Longer ones first, since one may contain another.
      .toSorted((a, b) => b.length - a.length)
      .reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
  );
}
