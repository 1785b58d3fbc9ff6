import { LRUCache } from 'lru-cache';
import type { CallOptions } from '../call-endpoint.ts';

const MAX_AGE_MS = 3_600_000;
const RETRY_DELAY_MS = 30_000;
/** More than there are countries. */
const MAX_LISTS = 300;

type ReadList<Item> = (key: string, options: CallOptions) => Promise<readonly Item[]>;

/**
 * Caches lists with stale-while-revalidate: concurrent callers share one call, an old list is returned while a new one is
 * read in the background, and stays if that fails. Only callers without any list wait, and only they see an error.
 */
export function withListCache<Item>(read: ReadList<Item>): ReadList<Item> {
  const lists = new LRUCache<string, readonly Item[], CallOptions>({
    max: MAX_LISTS,
    ttl: MAX_AGE_MS,
    ttlResolution: 0,
    allowStale: true,
    async fetchMethod(key, stale, { options, context }) {
      try {
        return await read(key, context);
      } catch (error) {
        if (stale === undefined) throw error;
        options.ttl = RETRY_DELAY_MS;
        return stale;
      }
    },
  });
  return async (key, options) => (await lists.fetch(key, { context: options })) ?? [];
}
