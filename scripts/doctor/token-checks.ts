import { issueTokenV1 } from '../../src/datasources/fin/auth/tokens.ts';
import { parseTimestamp } from '../../src/datasources/fin/wire/parse-timestamp.ts';
import { parseData } from '../../src/datasources/fin/wire/read-response.ts';
import type { Answer } from './api.ts';
import { describe, type Examination, finding, readOccupation } from './examination.ts';
import type { Finding } from './report.ts';
import { asRecord, timeFormatOf } from './shape.ts';

interface IssuedPair {
  readonly access: string;
  readonly refresh: string | undefined;
}

interface TokenChecks {
  readonly findings: readonly Finding[];
  /** Undefined: none can be had, and the rest cannot be examined. */
  readonly token: string | undefined;
}

/** A clock this far off would be the first thing to mend. */
const MAX_SKEW_SECONDS = 60;

/** Issues, refreshes, issues again; and tells which tokens are still taken afterwards. */
export async function checkTokens(examination: Examination): Promise<TokenChecks> {
  const first = await issue(examination, 'issue a token');
  const pair = pairIn(first, examination);
  if (!pair) {
    return { token: undefined, findings: [finding('A token', 'wrong', whyNoToken(first), describe(first))] };
  }
  const refreshed = await checkRefresh(examination, pair);
  const second = pairIn(await issue(examination, 'issue again'), examination);
  const survivor = await readOccupation(examination, 'read with the older token', pair.access);
  return {
    token: second?.access ?? pair.access,
    findings: [
      describeToken(first, pair),
      refreshed,
      finding(
        'A second token for the same account',
        second && survivor.status === 200 ? 'ok' : 'note',
        second ? `the first is answered ${describe(survivor)}` : 'cannot be had',
      ),
    ],
  };
}

function whyNoToken({ status, failure }: Answer): string {
  if (failure !== undefined)
    return 'the API does not answer: check FIN_BASE_URL, name resolution and firewalls';
  if (status === 401 || status === 422)
    return 'the client id and secret are refused: check both, and that they are of this environment';
  return 'this is no answer that the gateway can read';
}

function issue({ api, account: { clientId, clientSecret } }: Examination, name: string): Promise<Answer> {
  const json = { client_id: clientId, client_secret: clientSecret };
  return api.send({ name, method: 'POST', path: 'v1/oauth/token', json });
}

function pairIn({ status, body }: Answer, { conceal }: Examination): IssuedPair | undefined {
  const pair = status === 200 ? parseData(issueTokenV1, JSON.stringify(body ?? null)) : undefined;
  if (!pair) return undefined;
  conceal(pair.access_token);
  if (pair.refresh_token) conceal(pair.refresh_token);
  return { access: pair.access_token, refresh: pair.refresh_token ?? undefined };
}

function describeToken({ body }: Answer, { access }: IssuedPair): Finding {
  const isWrapped = 'data' in asRecord(body);
  const members = isWrapped ? asRecord(asRecord(body)['data']) : asRecord(body);
  const { access_token_ttl: accessEnd, refresh_token_ttl: refreshEnd, current_time: serverTime } = members;
  const nowMs = momentOf(serverTime);
  const skewSeconds = nowMs === undefined ? undefined : Math.round((nowMs - Date.now()) / 1000);
  const accessLife = lifeOf(accessEnd, nowMs);
  const isOdd = accessLife === undefined || Math.abs(skewSeconds ?? 0) > MAX_SKEW_SECONDS;
  return finding(
    'A token',
    isOdd ? 'note' : 'ok',
    `envelope: ${isWrapped ? 'wrapped in `data`' : 'bare'}`,
    `the token is ${access.split('.').length === 3 ? 'of three parts, as a JWT' : 'opaque'}`,
    `times: \`${timeFormatOf(accessEnd)}\`, \`${timeFormatOf(refreshEnd)}\`, current_time \`${timeFormatOf(serverTime)}\``,
    `lives for: access ${hours(accessLife)}, refresh ${hours(lifeOf(refreshEnd, nowMs))}`,
    skewSeconds === undefined
      ? "the server's clock is not told"
      : `the server's clock is ${skewSeconds} s ahead of this machine's (the gateway allows for it)`,
  );
}

async function checkRefresh(examination: Examination, { access, refresh }: IssuedPair): Promise<Finding> {
  const check = 'A refresh';
  if (refresh === undefined) return finding(check, 'note', 'no refresh token: the gateway issues anew');
  const { api } = examination;
  const answer = await api.send({
    name: 'refresh',
    method: 'POST',
    path: 'v1/oauth/refresh-token',
    json: { refresh_token: refresh },
  });
  const pair = pairIn(answer, examination);
  if (!pair) return finding(check, 'note', `${describe(answer)}: the gateway issues anew`);
  const older = await readOccupation(examination, 'read with the token before the refresh', access);
  const renewed = await readOccupation(examination, 'read with the refreshed token', pair.access);
  return finding(
    check,
    renewed.status === 200 ? 'ok' : 'wrong',
    pair.refresh === refresh ? 'the refresh token stays the same' : 'the refresh token is replaced',
    `the token before it is answered ${describe(older)}`,
    `the new one is answered ${describe(renewed)}`,
  );
}

function momentOf(value: unknown): number | undefined {
  return typeof value === 'string' ? parseTimestamp(value) : undefined;
}

function lifeOf(end: unknown, nowMs: number | undefined): number | undefined {
  const endMs = momentOf(end);
  return endMs === undefined || nowMs === undefined ? undefined : endMs - nowMs;
}

function hours(ms: number | undefined): string {
  return ms === undefined ? 'unknown' : `${Math.round(ms / 36_000) / 100} h`;
}
