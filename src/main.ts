import { enableCompileCache } from 'node:module';

// Compiled code is kept between starts; ahead of the imports that it speeds up.
enableCompileCache();

const { ConfigError, parseConfig } = await import('./config/parse-config.ts');
const { configWarnings } = await import('./config/config-warnings.ts');
const { openLog } = await import('./observability/logger.ts');
const { exampleCommand } = await import('./server/graphiql/example-operations.ts');
const { watchProcess } = await import('./server/watch-process.ts');
const { startGateway } = await import('./start-gateway.ts');

/** On top of what a token and a REST call may take, so that a mutation in flight finishes. */
const SHUTDOWN_GRACE_MS = 5_000;
/** A full disk, or a pipe that nobody reads, must not hold up the end. */
const LAST_LINES_MS = 1_000;

type StopReason = NodeJS.Signals | 'fault';

// As the first process of a container, it is not ended by signals that it does not listen to. Nothing runs yet.
let stop = (reason: StopReason): unknown => process.exit(reason === 'fault' ? 1 : 0);
process.on('SIGINT', (signal) => stop(signal)).on('SIGTERM', (signal) => stop(signal));
process.stderr.on('error', () => undefined);

try {
  const config = parseConfig(process.env);
  const { log, close: closeLog } = openLog(config.logLevel);
  const exit = async (code: number) => {
    await closeLog(LAST_LINES_MS);
    process.exit(code);
  };
  watchProcess(log, () => stop('fault'));
  for (const { message, ...warning } of configWarnings(process.env)) log.warn(warning, message);
  const gateway = await startGateway(config, log);
  let isStopping = false;
  stop = async (reason) => {
    if (isStopping) return reason === 'fault' ? undefined : process.exit(1);
    isStopping = true;
    log.info({ event: 'stopping', signal: reason });
    // Ctrl-C is pressed by somebody who waits.
    const delayMs = reason === 'SIGINT' ? 0 : config.shutdownDelayMs;
    setTimeout(
      () => {
        log.error({ event: 'stopped', clean: false });
        void exit(1);
      },
      delayMs + 2 * config.finTimeoutMs + SHUTDOWN_GRACE_MS,
    );
    await gateway.close(delayMs);
    log.info({ event: 'stopped', clean: reason !== 'fault' });
    await exit(reason === 'fault' ? 1 : 0);
  };

  log.info({ event: 'ready', url: gateway.url, upstream: config.fin?.baseUrl ?? 'embedded sandbox' });
  if (!config.fin) {
    process.stdout.write(
      `fin-gateway is ready at ${gateway.url} with its embedded sandbox, not with Fin.com (set FIN_BASE_URL for that). Open it in a browser for GraphiQL, or paste:\n\n${exampleCommand(gateway.url)}\n\n`,
    );
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The address is taken: stop what listens there, or set PORT to another (PORT=0 picks a free one).';
  }
  return error instanceof Error
    ? `fin-gateway could not start: ${error.message}`
    : 'fin-gateway could not start.';
}
