import { createHmac } from 'node:crypto';

/** For `AUDIT_HASH_KEY`. */
export const KEY = 'a key of thirty-two letters at least';

interface Logged {
  logged(): string;
}

export type Line = Readonly<Record<string, unknown>>;

export function linesIn(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line): Line => JSON.parse(line));
}

export function linesOf(gateway: Logged, event: string): Line[] {
  return linesIn(gateway.logged()).filter((line) => line['event'] === event);
}

/** The lines after writes. */
export function endedWrites(gateway: Logged): Line[] {
  return linesOf(gateway, 'audit').filter((line) => line['phase'] === 'ENDED');
}

export function reads(gateway: Logged): Line[] {
  return linesOf(gateway, 'audit').filter((line) => line['action'] === 'READ');
}

export function hmac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
}

export function hashOf(id: string): string {
  return hmac(KEY, `customer\0${id}`);
}
