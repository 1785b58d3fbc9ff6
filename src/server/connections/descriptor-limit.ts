import { readFileSync } from 'node:fs';

/** For the log, Redis, exporters, and the pools of connections to Fin.com. */
const RESERVED = 320;

/** How many files and sockets this process may have open. Undefined where the system does not say. */
export function readDescriptorLimit(path = '/proc/self/limits'): number | undefined {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync(path, 'utf8')) ?? [];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}

/** A process without descriptors can neither accept a connection nor call Fin.com. Small limits are halved. */
export function affordableConnections(wanted: number, descriptorLimit: number | undefined): number {
  if (descriptorLimit === undefined) return wanted;
  return Math.min(wanted, Math.max(descriptorLimit - RESERVED, Math.floor(descriptorLimit / 2)));
}
