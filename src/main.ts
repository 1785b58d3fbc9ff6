import { enableCompileCache } from 'node:module';
import type { Exit, StopReason } from './wiring/stop-process.ts';

// Must run before the modules that it caches are imported.
enableCompileCache();

const { ConfigError, parseConfig } = await import('./config/parse-config.ts');
const { configWarnings } = await import('./config/config-warnings.ts');
const { openAuditStream } = await import('./observability/audit/open-audit-stream.ts');
const { openLog } = await import('./observability/logger.ts');
const { exampleCommand } = await import('./server/graphiql/example-operations.ts');
const { watchProcess } = await import('./server/watch-process.ts');
const { startGateway } = await import('./start-gateway.ts');
const { createExit, createStop } = await import('./wiring/stop-process.ts');

// Without a listener, the first process of a container ignores signals.
let stop = (reason: StopReason): unknown => process.exit(reason === 'exception' ? 1 : 0);
process.on('SIGINT', (signal) => stop(signal)).on('SIGTERM', (signal) => stop(signal));
process.stderr.on('error', () => undefined);
// Lines that nobody reads keep a process alive that does not exit by itself.
let exit: Exit = async (code) => process.exit(code);

try {
  const config = parseConfig(process.env);
  const openedLog = openLog(config.logLevel);
  const { log } = openedLog;
  exit = createExit(openedLog, openedLog.stream);
  watchProcess(log, () => stop('exception'));
  for (const { message, ...warning } of configWarnings(process.env)) log.warn(warning, message);

  const auditStream = openAuditStream(config.auditLog, openedLog.stream);
  exit = createExit(openedLog, auditStream);
  if (typeof config.auditLog === 'string') process.on('SIGHUP', () => auditStream.reopen());
  const gateway = await startGateway(config, log, {}, auditStream);
  stop = createStop(gateway, config, log, exit);

  log.info({ event: 'ready', url: gateway.url, upstream: config.fin?.baseUrl ?? 'embedded sandbox' });
  if (!config.fin) {
    process.stdout.write(
      `fin-gateway is ready at ${gateway.url} with its embedded sandbox, not with Fin.com (set FIN_BASE_URL for that). Control the sandbox in a browser at ${gateway.controlUrl}. Open the gateway in a browser for GraphiQL, or paste:\n\n${exampleCommand(gateway.url)}\n\n`,
    );
  }
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  await exit(1);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is in use: stop what listens there, or set PORT to another (PORT=0 picks a free one).';
  }
  return `fin-gateway could not start${error instanceof Error ? `: ${error.message}` : '.'}`;
}
