import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import { type GatewayProcess, spawnGateway } from './spawn-gateway.ts';

export interface ReplicaOptions {
  readonly upstream: Pick<Sandbox, 'url' | 'clientId' | 'clientSecret'>;
  readonly redisUrl: string;
  /** The same for all that share their state. */
  readonly sharedStateKey: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Replica extends AsyncDisposable {
  /** Of the GraphQL endpoint; another one after a restart. */
  readonly url: string;
  /** Resolves once an event has been logged so often since the start. */
  logged(event: string, times?: number): Promise<void>;
  /** How often an event has been logged since the start. */
  count(event: string): number;
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
}: ReplicaOptions): Promise<Replica> {
  const environment = {
    PORT: '0',
    FIN_BASE_URL: upstream.url,
    FIN_CLIENT_ID: upstream.clientId,
    FIN_CLIENT_SECRET: upstream.clientSecret,
    REDIS_URL: redisUrl,
    SHARED_STATE_KEY: sharedStateKey,
    ...env,
  };
  let running = await startProcess(environment);
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
    async logged(event, times = 1) {
      await running.gateway.saw(new RegExp(`(?:"event":"${event}"[^]*?){${times}}`));
    },
    kill,
    async restart() {
      running = await startProcess(environment);
    },
    [Symbol.asyncDispose]: kill,
  };
}

async function startProcess(env: Readonly<Record<string, string>>) {
  const gateway: GatewayProcess = spawnGateway(env);
  const [, url = ''] = await gateway.saw(/"event":"ready","url":"([^"]+)"/);
  return { gateway, url };
}
