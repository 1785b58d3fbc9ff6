import { findInPath } from './find-in-path.ts';

/** The path of systemd-analyze, if it is installed. */
export function findSystemdAnalyze(): string | undefined {
  return findInPath(['systemd-analyze']);
}
