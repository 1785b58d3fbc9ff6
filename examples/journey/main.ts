import { parseConfig } from '../../src/config/parse-config.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { startGateway } from '../../src/start-gateway.ts';
import { createGraphQLClient } from './graphql-client.ts';
import { onboard } from './journey.ts';

/** With the last name `SANDBOX-RFI`, the sandbox requests more information before it approves. */
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
    throw new Error('The journey creates a made-up person. Set FIN_BASE_URL to https://sandbox.api.fin.com.');
  }
  const gateway = await startGateway(config, createLogger('silent'));
  try {
    const client = createGraphQLClient(gateway.url);
    const report = (step: string) => process.stdout.write(`${step}\n`);
    for (const { title, lastName } of JOURNEYS) {
      report(`\n${title}:`);
      await onboard({ client, lastName, report, pollMs: 500, maxReviewMs: 120_000 });
    }
  } finally {
    await gateway.close();
  }
}
