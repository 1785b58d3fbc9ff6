import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import { freePort } from './network/free-port.ts';
import { type GatewayProcess, spawnGateway } from './spawn-gateway.ts';

export interface ReplicaOptions {
  readonly upstream: Pick<Sandbox, 'url' | 'clientId' | 'clientSecret'>;
  readonly redisUrl: string;
  /** The same for all that share their state. */
  readonly sharedStateKey: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The sources that it runs, by default those of the work tree. */
  readonly folder?: string;
}

export interface Replica extends AsyncDisposable {
  /** The URL of the GraphQL endpoint. No other server gets its port while the process is gone. */
  readonly url: string;
  /** Resolves once an event has been logged so often since the start. */
  logged(event: string, times?: number): Promise<void>;
  /** How often an event has been logged since the start. */
  count(event: string): number;
  /** Everything that has been logged since the start. */
  log(): string;
  /** Stops the process as an orchestrator does. @returns its exit code */
  stop(): Promise<number | string>;
  /** Ends the process as a power cut does. */
  kill(): Promise<void>;
  /** Starts a process in the place of one that was killed. */
  restart(): Promise<void>;
}

/** A gateway in a process of its own that shares its state with others. */
export async function startReplica({
  upstream,
  redisUrl,
  sharedStateKey,
  env,
  folder = '.',
}: ReplicaOptions): Promise<Replica> {
  const environment = {
    PORT: `${await freePort()}`,
    FIN_BASE_URL: upstream.url,
    FIN_CLIENT_ID: upstream.clientId,
    FIN_CLIENT_SECRET: upstream.clientSecret,
    REDIS_URL: redisUrl,
    SHARED_STATE_KEY: sharedStateKey,
    ...env,
  };
  let running = await startProcess(environment, folder);
  const count = (event: string) => running.gateway.stdout().split(`"event":"${event}"`).length - 1;
  const kill = async () => {
    running.gateway.process.kill('SIGKILL');
    await running.gateway.exited;
  };
  return {
    get url() {
      return running.url;
    },
    count,
    log: () => running.gateway.stdout(),
    stop() {
      running.gateway.process.kill('SIGTERM');
      return running.gateway.exited;
    },
    async logged(event, times = 1) {
      await running.gateway.saw(new RegExp(`(?:"event":"${event}"[^]*?){${times}}`));
    },
    kill,
    async restart() {
      running = await startProcess(environment, folder);
    },
    [Symbol.asyncDispose]: kill,
  };
}

async function startProcess(env: Readonly<Record<string, string>>, cwd: string) {
  const gateway: GatewayProcess = spawnGateway(env, { cwd });
  const [, url = ''] = await gateway.saw(/"event":"ready","url":"([^"]+)"/);
  return { gateway, url };
}
