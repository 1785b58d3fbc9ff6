import { isHttpUrl } from './control/control-messages.ts';
import { startSandbox } from './create-sandbox.ts';
import { CUSTOMER_APIS, type CustomerApi, DEFAULT_SETTINGS } from './settings.ts';
import type { WebhookTarget } from './webhooks/webhooks.ts';

const DEFAULT_PORT = 4010;

try {
  const { SANDBOX_HOST, SANDBOX_PORT, SANDBOX_WEBHOOK_URL, SANDBOX_WEBHOOK_SECRET, FIN_CUSTOMER_API } =
    process.env;
  const sandbox = await startSandbox({
    host: SANDBOX_HOST?.trim() || '127.0.0.1',
    port: parsePort(SANDBOX_PORT),
    customerApi: parseCustomerApi(FIN_CUSTOMER_API),
    webhooks: parseWebhookTarget(SANDBOX_WEBHOOK_URL, SANDBOX_WEBHOOK_SECRET),
  });
  const { url, controlUrl, clientId, clientSecret } = sandbox;
  const credentials = JSON.stringify({ client_id: clientId, client_secret: clientSecret });
  process.stdout.write(
    `The Fin.com sandbox is running at ${url} (client id ${clientId}, client secret ${clientSecret}). Control it in a browser at ${controlUrl}. Try: curl -s ${url}/v1/oauth/token -H 'content-type: application/json' -d '${credentials}'\n`,
  );
  const stop = () => void sandbox.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}

function parsePort(text = String(DEFAULT_PORT)): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new RangeError(
    'SANDBOX_PORT must be a whole number from 0 to 65535, such as 4010 (0 picks a free port).',
  );
}

/** An empty variable counts as unset, as in the gateway. */
function parseCustomerApi(text = ''): CustomerApi {
  const version = CUSTOMER_APIS.find((known) => known === (text.trim() || DEFAULT_SETTINGS.customerApi));
  if (version) return version;
  throw new RangeError(`FIN_CUSTOMER_API must be ${CUSTOMER_APIS.join(' or ')}.`);
}

function parseWebhookTarget(url = '', secret = ''): WebhookTarget | undefined {
  const target = { url: url.trim(), secret: secret.trim() };
  if (target.url === '' && target.secret === '') return undefined;
  if (target.url === '' || target.secret === '') {
    throw new RangeError('Set SANDBOX_WEBHOOK_URL and SANDBOX_WEBHOOK_SECRET together.');
  }
  if (isHttpUrl(target.url)) return target;
  throw new RangeError(
    'SANDBOX_WEBHOOK_URL must be an http or https URL, such as http://127.0.0.1:4000/webhooks/fin.',
  );
}

function describeError(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is in use. Stop the process that listens on it, or set SANDBOX_PORT to another port (0 picks a free one).';
  }
  return error instanceof Error
    ? `The sandbox could not start: ${error.message}`
    : 'The sandbox could not start.';
}
