import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';

/** Starts and stops the gateway once to fill NODE_COMPILE_CACHE with its compiled code. Makes no calls. */
const gateway = spawn(process.execPath, ['src/main.ts'], {
  env: {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: '0',
    FIN_BASE_URL: 'http://127.0.0.1:1',
    FIN_CLIENT_ID: 'none',
    FIN_CLIENT_SECRET: 'none',
    // Load the optional parts, too.
    AUTH_JWKS_URL: 'http://127.0.0.1:1',
    AUTH_ISSUER: 'none',
    AUTH_AUDIENCE: 'none',
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    REDIS_URL: 'redis://127.0.0.1:1',
    SHARED_STATE_KEY: randomBytes(32).toString('hex'),
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
gateway.stdout.setEncoding('utf8').on('data', (line: string) => {
  if (line.includes('"event":"ready"')) gateway.kill('SIGTERM');
});
const [exitCode] = await once(gateway, 'close');
process.exitCode = exitCode === 0 ? 0 : 1;
