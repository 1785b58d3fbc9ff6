/** `crypto.randomUUID` exists only on https pages and localhost, and not in React Native. A key has to be unique, not secret. */
export function createKey(): string {
  return globalThis.crypto?.randomUUID?.() ?? [Date.now(), Math.random(), Math.random()].join('-');
}
