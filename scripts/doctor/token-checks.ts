import { issueTokenV1 } from '../../src/datasources/fin/auth/tokens.ts';
import { parseTimestamp } from '../../src/datasources/fin/wire/parse-timestamp.ts';
import { parseData } from '../../src/datasources/fin/wire/read-response.ts';
import type { ApiResponse } from './api.ts';
import { describe, type Examination, finding, readOccupation } from './examination.ts';
import type { Finding } from './report.ts';
import { asRecord, timeFormatOf } from './shape.ts';

interface IssuedPair {
  readonly access: string;
  readonly refresh: string | undefined;
}

interface TokenChecks {
  readonly findings: readonly Finding[];
  /** Undefined if no token was issued, so that all other checks are impossible. */
  readonly token: string | undefined;
}

/** A larger difference between the clocks is worth a note. */
const MAX_SKEW_SECONDS = 60;

/** Issues, refreshes and issues again, and checks which tokens are still accepted afterwards. */
export async function checkTokens(examination: Examination): Promise<TokenChecks> {
  const first = await issue(examination, 'issue a token');
  const pair = parseTokenPair(first, examination);
  if (!pair) {
    return {
      token: undefined,
      findings: [finding('Issue a token', 'failed', explainMissingToken(first), describe(first))],
    };
  }
  // Before further requests, because it compares the clocks.
  const described = describeToken(first, pair);
  const refreshed = await checkRefresh(examination, pair);
  const second = parseTokenPair(await issue(examination, 'issue a second token'), examination);
  const withFirstToken = await readOccupation(examination, 'read with the first token', pair.access);
  return {
    token: second?.access ?? pair.access,
    findings: [
      described,
      refreshed,
      finding(
        'Issue a second token',
        second && withFirstToken.status === 200 ? 'ok' : 'note',
        second ? `response to the first token: ${describe(withFirstToken)}` : 'no second token was issued',
      ),
    ],
  };
}

function explainMissingToken({ status, failure }: ApiResponse): string {
  if (failure !== undefined) return 'the API does not respond; check FIN_BASE_URL, DNS and firewalls';
  if (status === 401 || status === 422)
    return 'the client id and secret are rejected; check both, and that they belong to this environment';
  return 'the gateway cannot parse this response';
}

function issue(
  { api, account: { clientId, clientSecret } }: Examination,
  name: string,
): Promise<ApiResponse> {
  const json = { client_id: clientId, client_secret: clientSecret };
  return api.send({ name, method: 'POST', path: 'v1/oauth/token', json });
}

function parseTokenPair({ status, body }: ApiResponse, { redact }: Examination): IssuedPair | undefined {
  const pair = status === 200 ? parseData(issueTokenV1, JSON.stringify(body ?? null)) : undefined;
  if (!pair) return undefined;
  redact(pair.access_token);
  if (pair.refresh_token) redact(pair.refresh_token);
  return { access: pair.access_token, refresh: pair.refresh_token ?? undefined };
}

function describeToken({ body }: ApiResponse, { access }: IssuedPair): Finding {
  const isWrapped = 'data' in asRecord(body);
  const members = isWrapped ? asRecord(asRecord(body)['data']) : asRecord(body);
  const {
    access_token_ttl: accessExpiry,
    refresh_token_ttl: refreshExpiry,
    current_time: serverTime,
  } = members;
  const nowMs = toTimestamp(serverTime);
  const skewSeconds = nowMs === undefined ? undefined : Math.round((nowMs - Date.now()) / 1000);
  const accessLifetimeMs = lifetimeOf(accessExpiry, nowMs);
  const isOdd = accessLifetimeMs === undefined || Math.abs(skewSeconds ?? 0) > MAX_SKEW_SECONDS;
  return finding(
    'Issue a token',
    isOdd ? 'note' : 'ok',
    `envelope: ${isWrapped ? 'wrapped in `data`' : 'bare'}`,
    `token format: ${access.split('.').length === 3 ? 'three parts, like a JWT' : 'opaque'}`,
    `time formats: access_token_ttl \`${timeFormatOf(accessExpiry)}\`, refresh_token_ttl \`${timeFormatOf(refreshExpiry)}\`, current_time \`${timeFormatOf(serverTime)}\``,
    `lifetimes: access ${formatHours(accessLifetimeMs)}, refresh ${formatHours(lifetimeOf(refreshExpiry, nowMs))}`,
    skewSeconds === undefined
      ? 'the response has no server time'
      : `server clock minus local clock: ${skewSeconds} s (the gateway corrects for this)`,
  );
}

async function checkRefresh(examination: Examination, { access, refresh }: IssuedPair): Promise<Finding> {
  const check = 'Refresh the token';
  if (refresh === undefined)
    return finding(check, 'note', 'no refresh token; the gateway will issue a new token instead');
  const { api } = examination;
  const response = await api.send({
    name: 'refresh',
    method: 'POST',
    path: 'v1/oauth/refresh-token',
    json: { refresh_token: refresh },
  });
  const pair = parseTokenPair(response, examination);
  if (!pair)
    return finding(check, 'note', `${describe(response)}; the gateway will issue a new token instead`);
  const older = await readOccupation(examination, 'read with the token from before the refresh', access);
  const renewed = await readOccupation(examination, 'read with the refreshed token', pair.access);
  return finding(
    check,
    renewed.status === 200 ? 'ok' : 'failed',
    pair.refresh === refresh ? 'the refresh token stays the same' : 'the refresh token is replaced',
    `response to the previous token: ${describe(older)}`,
    `response to the new token: ${describe(renewed)}`,
  );
}

function toTimestamp(value: unknown): number | undefined {
  return typeof value === 'string' ? parseTimestamp(value) : undefined;
}

function lifetimeOf(end: unknown, nowMs: number | undefined): number | undefined {
  const endMs = toTimestamp(end);
  return endMs === undefined || nowMs === undefined ? undefined : endMs - nowMs;
}

function formatHours(ms: number | undefined): string {
  return ms === undefined ? 'unknown' : `${Math.round(ms / 36_000) / 100} h`;
}
