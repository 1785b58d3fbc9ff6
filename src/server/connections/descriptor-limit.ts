import { readFileSync } from 'node:fs';

/** The limit on open files and sockets of this process; undefined if the system does not report one. */
export function readDescriptorLimit(path = '/proc/self/limits'): number | undefined {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync(path, 'utf8')) ?? [];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}

/**
 * Leaves descriptors for everything else. At least half of a small limit is left.
 *
 * @param reserved how many everything else needs
 */
export function limitConnections(
  wanted: number,
  descriptorLimit: number | undefined,
  reserved: number,
): number {
  if (descriptorLimit === undefined) return wanted;
  return Math.min(wanted, Math.max(descriptorLimit - reserved, Math.floor(descriptorLimit / 2)));
}
