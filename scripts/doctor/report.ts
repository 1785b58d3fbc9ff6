import type { NamedResponse } from './api.ts';

/** `failed`: the gateway cannot work with this. `note`: somebody should read this. */
export type Verdict = 'ok' | 'note' | 'failed' | 'skipped';

export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  /** Never contain a value that was sent or received. */
  readonly lines: readonly string[];
}

export interface Report {
  /** The environment, not its address. */
  readonly api: string;
  readonly findings: readonly Finding[];
  readonly responses: readonly NamedResponse[];
}

const INTERESTING = /rate|limit|retry|request-id|correlation|trace|sunset|deprecat|www-authenticate/;
const MIN_SECRET_LENGTH = 4;

/**
 * Markdown to paste into an issue.
 *
 * @param secrets values that are redacted, wherever they come from
 */
export function formatReport({ api, findings, responses }: Report, secrets: Iterable<string>): string {
  const lines = [
    `# Fin.com API check: ${api}`,
    '',
    `Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
    '',
    ...findings.map(formatFinding),
    '',
    '| call | status | ms |',
    '|---|---|---|',
    ...responses.map(({ name, status, failure, ms }) => `| ${name} | ${failure ?? status} | ${ms} |`),
    '',
    `Interesting headers: ${formatHeaders(responses) || 'none'}`,
    '',
    `Result: ${hasFailure(findings) ? 'the gateway cannot work with this API' : 'the gateway can work with this API'}`,
    '',
  ];
  return redactSecrets(lines.join('\n'), secrets);
}

export function formatFinding({ check, verdict, lines }: Finding): string {
  return [`- **${verdict}** ${check}`, ...lines.map((line) => `  - ${line}`)].join('\n');
}

export function hasFailure(findings: readonly Finding[]): boolean {
  return findings.some(({ verdict }) => verdict === 'failed');
}

/** Names only, except for small numbers such as rate limits. */
function formatHeaders(responses: readonly NamedResponse[]): string {
  const seen = new Map<string, string>();
  for (const { headers } of responses) {
    for (const [name, value] of headers) {
      if (INTERESTING.test(name))
        seen.set(name, /^\d{1,6}$/.test(value) ? `\`${name}: ${value}\`` : `\`${name}\``);
    }
  }
  return [...seen.values()].join(', ');
}

/** The last line of defense: the report should not contain values in the first place. */
function redactSecrets(text: string, secrets: Iterable<string>): string {
  return (
    [...secrets]
      .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
      // Longest first, because one secret may contain another.
      .toSorted((a, b) => b.length - a.length)
      .reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
  );
}
