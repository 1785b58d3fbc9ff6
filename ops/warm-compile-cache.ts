import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';

/** All parts that are loaded only if they are configured. */
const OPTIONAL_PARTS = {
  AUTH_JWKS_URL: 'http://127.0.0.1:1',
  AUTH_ISSUER: 'none',
  AUTH_AUDIENCE: 'none',
  METRICS_PORT: '0',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
  REDIS_URL: 'redis://127.0.0.1:1',
  SHARED_STATE_KEY: randomBytes(32).toString('hex'),
};
const UPLOAD = {
  query: 'mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { files { uri } } }',
  variables: { input: { customerId: '00000000-0000-4000-8000-000000000000', files: [null] } },
};

/** Fills NODE_COMPILE_CACHE with the compiled code of the bundle. Calls nobody. */
await runGateway(OPTIONAL_PARTS);
await runGateway({ AUTH: 'none' }, upload);

/** Node writes the cache when the process exits. */
async function runGateway(
  env: Readonly<Record<string, string>>,
  whenReady: (url: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const account = { FIN_BASE_URL: 'http://127.0.0.1:1', FIN_CLIENT_ID: 'none', FIN_CLIENT_SECRET: 'none' };
  const gateway = spawn(process.execPath, ['dist/main.js'], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...account, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(gateway, 'close');
  let log = '';
  for await (const text of gateway.stdout.setEncoding('utf8')) {
    const wasReady = log.includes('"event":"ready"');
    log += text;
    const [, url] = /"event":"ready","url":"([^"]+)"/.exec(log) ?? [];
    if (wasReady || url === undefined) continue;
    await whenReady(url).finally(() => gateway.kill('SIGTERM'));
  }
  const [exitCode] = await exited;
  if (exitCode !== 0) throw new Error(`The gateway exited with ${exitCode}.`);
}

/** Loads the code that looks at files. The upload itself fails, because there is nobody to send it to. */
async function upload(url: string): Promise<void> {
  const form = new FormData();
  form.set('operations', JSON.stringify(UPLOAD));
  form.set('map', JSON.stringify({ 0: ['variables.input.files.0'] }));
  form.set('0', new Blob(['%PDF-1.7']), 'empty.pdf');
  await fetch(url, { method: 'POST', headers: { 'graphql-preflight': '1' }, body: form });
}
