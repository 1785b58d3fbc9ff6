import { findInPath } from '../find-in-path.ts';

/** The path of the first Redis or Valkey server in PATH. */
export function findRedisServer(): string | undefined {
  return findInPath(['redis-server', 'valkey-server']);
}
