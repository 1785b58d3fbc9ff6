import { vi } from 'vitest';
import { freePort } from '../network/free-port.ts';
import { startRedis, type TestRedis } from './start-redis.ts';

export interface TestCluster extends AsyncDisposable {
  /** The primary that has the slot of the key. */
  readonly owner: TestRedis;
  readonly replicaOfOwner: TestRedis;
  /** The other primary. */
  readonly other: TestRedis;
}

const WAIT = { timeout: 30_000 };

/** A Redis Cluster of two primaries, of which one has a replica. */
export async function startCluster(key: string): Promise<TestCluster> {
  const nodes: TestRedis[] = [];
  const busPorts: number[] = [];
  const startNode = async () => {
    const busPort = await freePort();
    const args = [
      '--cluster-enabled',
      'yes',
      '--cluster-port',
      `${busPort}`,
      '--cluster-node-timeout',
      '10000',
    ];
    const node = await startRedis({ args });
    nodes.push(node);
    busPorts.push(busPort);
    return node;
  };
  const [owner, replicaOfOwner, other] = [await startNode(), await startNode(), await startNode()];
  const slot = Number(await owner.command('CLUSTER', 'KEYSLOT', key));
  await owner.command('CLUSTER', 'ADDSLOTS', `${slot}`);
  if (slot > 0) await other.command('CLUSTER', 'ADDSLOTSRANGE', '0', `${slot - 1}`);
  if (slot < 16_383) await other.command('CLUSTER', 'ADDSLOTSRANGE', `${slot + 1}`, '16383');
  for (const [index, node] of nodes.entries()) {
    await owner.command('CLUSTER', 'MEET', '127.0.0.1', `${node.port}`, `${busPorts[index]}`);
  }
  const ownerId = String(await owner.command('CLUSTER', 'MYID'));
  await vi.waitFor(() => replicaOfOwner.command('CLUSTER', 'REPLICATE', ownerId), WAIT);
  for (const node of nodes) {
    await vi.waitFor(async () => {
      expectText(await node.command('CLUSTER', 'INFO'), 'cluster_state:ok');
      expectText(await node.command('CLUSTER', 'NODES'), `slave ${ownerId}`);
    }, WAIT);
  }
  await vi.waitFor(
    async () => expectText(await replicaOfOwner.command('INFO', 'replication'), 'master_link_status:up'),
    WAIT,
  );
  return {
    owner,
    replicaOfOwner,
    other,
    async [Symbol.asyncDispose]() {
      for (const node of nodes) await node[Symbol.asyncDispose]();
    },
  };
}

function expectText(text: unknown, part: string): void {
  if (!String(text).includes(part)) throw new Error(`There is no ${part} in ${text}`);
}
