import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import { attachOnce, replayedFields } from '../support/idempotent-request.ts';
import { startRoundRobin } from '../support/network/start-round-robin.ts';
import { type GatewayProcess, spawnGateway } from '../support/spawn-gateway.ts';

type Environment = Readonly<Record<string, string>>;

export interface Rollout extends AsyncDisposable {
  /** The load balancer, without a path. */
  readonly origin: string;
  /** Replaces one replica after the other, as Kubernetes does. Variables that are not named keep their values. */
  roll(env: Environment): Promise<void>;
  /** Everything that all processes have logged. */
  logged(): string;
  /** Resolves after so many more writes of the client, each of which was sent twice. */
  written(count: number): Promise<void>;
  /** Ends the client. @returns the errors that it got, and how many writes it has made */
  endTraffic(): Promise<{ readonly failures: readonly string[]; readonly writeCount: number }>;
}

interface Replica {
  readonly url: string;
  readonly process: GatewayProcess;
}

/** Replicas in processes of their own behind a load balancer, and a client that writes all the time. */
export async function startRollout(sandbox: Sandbox, firstEnv: Environment, count = 2): Promise<Rollout> {
  let env: Environment = {
    PORT: '0',
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
    // Requests that are already on their way must arrive within it, also on a busy machine.
    SHUTDOWN_DELAY_MS: '1000',
    ...firstEnv,
  };
  const processes: GatewayProcess[] = [];
  const start = async (): Promise<Replica> => {
    const process = spawnGateway(env);
    processes.push(process);
    const [, url = ''] = await process.saw(/"event":"ready","url":"([^"]+)"/);
    return { url, process };
  };
  const serving = await Promise.all(Array.from({ length: count }, start));
  const balancer = await startRoundRobin(serving);
  const client = startClient(balancer.url);
  return {
    origin: new URL(balancer.url).origin,
    async roll(changed) {
      env = { ...env, ...changed };
      for (const old of [...serving]) {
        serving.push(await start());
        old.process.process.kill('SIGTERM');
        serving.splice(serving.indexOf(old), 1);
        const exitCode = await old.process.exited;
        if (exitCode !== 0) throw new Error(`A replica ended with ${exitCode}`);
      }
    },
    logged: () => processes.map((process) => process.stdout()).join(''),
    ...client,
    async [Symbol.asyncDispose]() {
      await client.endTraffic();
      for (const { process, exited } of processes) {
        process.kill('SIGKILL');
        await exited;
      }
      await balancer[Symbol.asyncDispose]();
    },
  };
}

/** Sends each write twice, as a client does that has lost the first response: the second one must be a replay. */
function startClient(url: string): Pick<Rollout, 'written' | 'endTraffic'> {
  const failures: string[] = [];
  let writeCount = 0;
  let isEnding = false;
  async function write(): Promise<void> {
    const key = `write-${writeCount}`;
    const answers = [await attachOnce(url, key), await attachOnce(url, key)];
    const [error] = answers.flatMap(({ errors = [] }) => errors);
    if (error) failures.push(error.extensions.code);
    else if (answers[1] && replayedFields(answers[1]).length === 0) failures.push('not replayed');
  }
  const ended = (async () => {
    while (!isEnding) {
      await write().catch((error: unknown) => failures.push(String(error)));
      writeCount += 1;
      await delay(20);
    }
  })();
  return {
    async written(count) {
      const goal = writeCount + count;
      while (writeCount < goal) await delay(20);
    },
    async endTraffic() {
      isEnding = true;
      await ended;
      return { failures, writeCount };
    },
  };
}
