import { findInPath } from './find-in-path.ts';

/** The path of Prometheus's promtool, if it is installed. */
export function findPromtool(): string | undefined {
  return findInPath(['promtool']);
}
