import { isRecord, isString } from '../errors/records.ts';
import type { OpenWrite } from './open-write.ts';

/** `sessionStorage`, or an object like it. */
export type KeyStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface OpenWrites {
  find(intention: string): OpenWrite | undefined;
  save(intention: string, write: OpenWrite): void;
  remove(intention: string): void;
}

/** Keeps open writes in memory and, if there is a store, across a reload of the page. */
export function createOpenWrites(store: KeyStore | undefined): OpenWrites {
  const writes = new Map<string, OpenWrite>();
  const nameOf = (intention: string) => `fin-gateway:${intention}`;
  return {
    find: (intention) => writes.get(intention) ?? parse(attempt(() => store?.getItem(nameOf(intention)))),
    save(intention, write) {
      writes.set(intention, write);
      attempt(() => store?.setItem(nameOf(intention), JSON.stringify(write)));
    },
    remove(intention) {
      writes.delete(intention);
      attempt(() => store?.removeItem(nameOf(intention)));
    },
  };
}

/** Browsers throw if storage is full or not allowed. Keys then last as long as the page. */
function attempt<Result>(access: () => Result): Result | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}

function parse(text: string | null | undefined): OpenWrite | undefined {
  const value: unknown = attempt(() => JSON.parse(text ?? ''));
  if (!isRecord(value)) return undefined;
  const { key, fingerprint, sentAtMs } = value;
  return isString(key) && isString(fingerprint) && typeof sentAtMs === 'number'
    ? { key, fingerprint, sentAtMs }
    : undefined;
}
