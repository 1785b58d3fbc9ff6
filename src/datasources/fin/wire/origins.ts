import type { FieldPath } from '../../../errors.ts';
import type { AnyShape } from './shape.ts';

/** For members that the client may have sent elsewhere: the path in the input, from the same object. */
export type Origins<Request> = {
  readonly [Name in keyof Request]?:
    | FieldPath
    | (NonNullable<Request[Name]> extends object ? Origins<NonNullable<Request[Name]>> : never);
};

interface AnyOrigins {
  readonly [name: string]: FieldPath | AnyOrigins | undefined;
}

/** The values that a request was made from, if the client sent others. */
export interface RequestSource<Request> {
  readonly origins: Origins<Request>;
  /** The client's input. Some of its values may not be in the request. */
  readonly input: object;
  /** Shapes that together have every member of the input. They tell which values are private. */
  readonly inputShapes: readonly AnyShape[];
}

/** Replaces a path in a request by the path in what the client sent. */
export function toOrigin(path: FieldPath, origins: AnyOrigins): FieldPath {
  const [name, ...rest] = path;
  const origin = name === undefined ? undefined : origins[name];
  if (name === undefined || origin === undefined) return path;
  if (!isPath(origin)) return [name, ...toOrigin(rest, origin)];
  const isUnmoved = origin.length === 1 && origin[0] === name;
  return isUnmoved ? path : origin;
}

function isPath(origin: FieldPath | AnyOrigins): origin is FieldPath {
  return Array.isArray(origin);
}
