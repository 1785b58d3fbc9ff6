import { ConfigError, parseConfig } from '../../src/config/parse-config.ts';

type Env = Readonly<Record<string, string | undefined>>;

export const CANARY = 'canary-5f3a';

export const ACCOUNT = {
  FIN_BASE_URL: 'https://sandbox.api.fin.com',
  FIN_CLIENT_ID: 'client-1',
  FIN_CLIENT_SECRET: 'secret-1',
};

export const CALLERS = {
  AUTH_JWKS_URL: 'https://id.example.com/jwks.json',
  AUTH_ISSUER: 'https://id.example.com/',
  AUTH_AUDIENCE: 'fin-gateway',
};
export const KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 8 + 3));

export const SHARED = { REDIS_URL: 'redis://localhost', SHARED_STATE_KEY: KEY.toString('base64') };

/** With these, all other variables of OpenTelemetry have an effect. */
export const EXPORTED = {
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
  OTEL_TRACES_SAMPLER: 'traceidratio',
};

/** The message that an operator reads when the gateway refuses to start. */
export function refusalOf(env: Env): string {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

/** The variables that a refusal names first on its lines, in its order. */
export function blamed(env: Env): string[] {
  const [, ...lines] = refusalOf(env).split('\n');
  return lines.map((line) => line.split(' ')[0] ?? '');
}
