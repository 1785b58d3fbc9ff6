import { Counter, Gauge, type Registry } from 'prom-client';
import type { TokenRenewal } from '../../datasources/fin/auth/token-observer.ts';
import type { ErrorCode } from '../../error-codes.ts';

/** Alerts look for these. */
const RENEWAL_FAILURES: readonly ErrorCode[] = [
  'UPSTREAM_AUTHENTICATION_FAILED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BAD_RESPONSE',
  'RATE_LIMITED',
];

/** Renewals of the access token, its age and the time that is left. */
export function createTokenMetrics(registry: Registry): (renewal: TokenRenewal) => void {
  const registers = [registry];
  let issuedAtMs: number | undefined;
  let expiresAtMs: number | undefined;
  const renewals = new Counter({
    name: 'fin_gateway_token_renewals_total',
    help: 'Renewals of the access token, by kind (issue, refresh, or taken from another replica) and result (ok or an error code).',
    labelNames: ['kind', 'result'],
    registers,
  });
  for (const kind of ['issue', 'refresh']) {
    for (const result of RENEWAL_FAILURES) renewals.inc({ kind, result }, 0);
  }
  new Gauge({
    name: 'fin_gateway_token_age_seconds',
    help: 'Time since this process last obtained an access token.',
    registers,
    collect() {
      if (issuedAtMs === undefined) this.remove();
      else this.set((performance.now() - issuedAtMs) / 1000);
    },
  });
  new Gauge({
    name: 'fin_gateway_token_seconds_left',
    help: 'Time until the last obtained access token expires, negative after that.',
    registers,
    collect() {
      if (expiresAtMs === undefined) this.remove();
      else this.set((expiresAtMs - performance.now()) / 1000);
    },
  });
  return (renewal) => {
    renewals.inc({ kind: renewal.kind, result: renewal.result });
    issuedAtMs = renewal.issuedAtMs ?? issuedAtMs;
    expiresAtMs = renewal.expiresAtMs ?? expiresAtMs;
  };
}
