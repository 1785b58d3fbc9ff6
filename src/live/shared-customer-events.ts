import { randomUUID } from 'node:crypto';
import { PendingWrites } from '../redis/pending-writes.ts';
import type { RedisConnection } from '../redis/redis.ts';
import { createKeyedHash } from '../redis/sealing.ts';
import { type CustomerEvents, createLocalCustomerEvents } from './customer-events.ts';

interface SharedEventsOptions {
  readonly redis: Pick<RedisConnection, 'publish' | 'subscriber'>;
  readonly key: Uint8Array;
  /** While the key is being changed. Replicas that have only this one share events with this process too. */
  readonly previousKey: Uint8Array | undefined;
}

interface Topic {
  readonly ready: Promise<void>;
  listenerCount: number;
}

/**
 * Events of all replicas that share a Redis. Each customer has a channel, named by a hash. While Redis is unavailable,
 * events stay within the process. Afterwards they are sent, and every listener is called, because it may have missed one.
 */
export function createSharedCustomerEvents({ redis, key, previousKey }: SharedEventsOptions): CustomerEvents {
  const local = createLocalCustomerEvents();
  const topics = new Map<string, Topic>();
  const toChannel = createChannelNames(key);
  const toPreviousChannel = previousKey && createChannelNames(previousKey);
  const unsent = new PendingWrites();
  const sender = randomUUID();
  /** Names the sender and the channel of its current key. */
  const toMessage = (id: string) => `${sender} ${toChannel(id)}`;
  const toChannels = (id: string) => [toChannel(id), ...(toPreviousChannel ? [toPreviousChannel(id)] : [])];

  async function send(channel: string, message: string): Promise<void> {
    try {
      await redis.publish(channel, message);
    } catch {
      if (!unsent.has(channel)) unsent.add(channel, () => redis.publish(channel, message));
    }
  }

  async function listen(id: string): Promise<void> {
    const announce = () => void local.publish(id);
    const { subscriber } = redis;
    await Promise.all([
      subscriber.subscribe(toChannel(id), (message) => {
        if (message !== toMessage(id)) announce();
      }),
      toPreviousChannel &&
        subscriber.subscribe(toPreviousChannel(id), (message) => {
          // The other channel reports gaps as well, and has the messages of senders with both keys.
          if (message !== undefined && !message.endsWith(` ${toChannel(id)}`)) announce();
        }),
    ]);
  }

  return {
    async publish(customerId) {
      const id = customerId.toLowerCase();
      await local.publish(id);
      await Promise.all(toChannels(id).map((channel) => send(channel, toMessage(id))));
    },
    subscribe(customerId, listener) {
      const id = customerId.toLowerCase();
      const subscription = local.subscribe(id, listener);
      const topic = topics.get(id) ?? { ready: listen(id), listenerCount: 0 };
      topics.set(id, topic);
      topic.listenerCount += 1;
      let isEnded = false;
      return {
        ready: topic.ready,
        end() {
          if (isEnded) return;
          isEnded = true;
          subscription.end();
          topic.listenerCount -= 1;
          if (topic.listenerCount > 0) return;
          topics.delete(id);
          for (const channel of toChannels(id)) redis.subscriber.unsubscribe(channel);
        },
      };
    },
  };
}

function createChannelNames(key: Uint8Array): (customerId: string) => string {
  const hash = createKeyedHash(key, 'customer channels');
  return (customerId) => `fin-gateway:customer:${hash(customerId)}`;
}
