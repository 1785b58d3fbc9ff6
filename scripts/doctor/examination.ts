import type { Answer, Api } from './api.ts';
import type { Finding, Verdict } from './report.ts';
import { shapeOf } from './shape.ts';

/** What every check works with. */
export interface Examination {
  readonly api: Api;
  readonly account: { readonly clientId: string; readonly clientSecret: string };
  /** Adds what must not be printed. */
  conceal(value: string): void;
}

export function finding(check: string, verdict: Verdict, ...lines: string[]): Finding {
  return { check, verdict, lines };
}

/** `422 {message: string}`, or why there was no answer. */
export function describe({ status, failure, body }: Answer): string {
  return failure === undefined ? `${status} \`${shapeOf(body)}\`` : `no answer: ${failure}`;
}

/** A read that each account may make, and that costs little. */
export function readOccupation({ api }: Examination, name: string, token: string): Promise<Answer> {
  return api.send({ name, path: 'v1/occupations?per_page=1&current_page=1', token });
}
