import { findInPath } from './find-in-path.ts';

/** The path of Helm, if it is installed. */
export function findHelm(): string | undefined {
  return findInPath(['helm']);
}
