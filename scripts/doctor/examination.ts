import type { Api, ApiResponse } from './api.ts';
import type { Finding, Verdict } from './report.ts';
import { shapeOf } from './shape.ts';

/** Passed to every check. */
export interface Examination {
  readonly api: Api;
  readonly account: { readonly clientId: string; readonly clientSecret: string };
  /** Keeps a value out of the report. */
  redact(value: string): void;
}

export function finding(check: string, verdict: Verdict, ...lines: string[]): Finding {
  return { check, verdict, lines };
}

/** `422 {message: string}`, or why there was no response. */
export function describe({ status, failure, body }: ApiResponse): string {
  return failure === undefined ? `${status} \`${shapeOf(body)}\`` : `no response: ${failure}`;
}

/** A cheap read that every account may do. */
export function readOccupation({ api }: Examination, name: string, token: string): Promise<ApiResponse> {
  return api.send({ name, path: 'v1/occupations?per_page=1&current_page=1', token });
}
