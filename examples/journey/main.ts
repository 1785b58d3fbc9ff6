import { parseConfig } from '../../src/config/parse-config.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { startGateway } from '../../src/start-gateway.ts';
import { createGraphQLClient } from './graphql-client.ts';
import { onboard } from './journey.ts';

/** With `SANDBOX-RFI` as last name, the sandbox asks for more before it approves. */
const JOURNEYS = [
  { title: 'A journey without questions', lastName: 'Example' },
  { title: 'A journey with a request for information', lastName: 'SANDBOX-RFI' },
];

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const config = parseConfig({ ...process.env, PORT: '0' });
  if (config.fin && new URL(config.fin.baseUrl).hostname === 'api.fin.com') {
    throw new Error('The journey makes up a person: set FIN_BASE_URL to https://sandbox.api.fin.com.');
  }
  const gateway = await startGateway(config, createLogger('silent'));
  try {
    const client = createGraphQLClient(gateway.url);
    const tell = (step: string) => process.stdout.write(`${step}\n`);
    for (const { title, lastName } of JOURNEYS) {
      tell(`\n${title}:`);
      await onboard({ client, lastName, tell, pollMs: 500, patienceMs: 120_000 });
    }
  } finally {
    await gateway.close();
  }
}
