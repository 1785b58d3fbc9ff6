import type { FieldPath } from '../../src/errors.ts';

/** Whether every step of the path is there. */
export function hasPath(root: unknown, path: FieldPath): boolean {
  let value = root;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return false;
    value = Reflect.get(value, segment);
  }
  return true;
}
