import type { FieldPath } from '../../../errors.ts';
import { type AnyMember, type AnyShape, readMember, wireNameOf } from './shape.ts';

/** Separates the segments of dotted and bracketed paths, JSON pointers and JSONPath. */
const SEPARATORS = /[./[\]'"]+/;
/** Names of the whole request in JSONPath, in pointers as fragments, in JSON:API and in frameworks. */
const REQUEST_PARTS: ReadonlySet<string> = new Set([
  ...['$', '#', 'body', 'data', 'attributes', 'payload', 'request', 'requestBody', 'json'],
]);

/**
 * Finds the member of a request that Fin.com means: `proof_of_identity.files[0].uri`, `expiry_date`,
 * `proofOfAddress/country`. A path may start at the root or further down, as long as exactly one member matches.
 *
 * @returns the path in our names; empty if no member or several members match
 */
export function toRequestPath(shape: AnyShape, request: object, upstreamField: string): FieldPath {
  const names = Object.keys(shape);
  // Every error is about the only member.
  if (names.length === 1) return names;
  const written = upstreamField.split(SEPARATORS).filter((segment) => segment !== '');
  const start = written.findIndex((segment) => !isRequestPart(shape, segment));
  const segments = start === -1 ? [] : written.slice(start);
  if (segments.length === 0) return [];
  const [only, ...others] = pathsIn(shape, request, segments);
  return only && others.length === 0 ? only : [];
}

/** `body` or `$` in front of a path stands for the request itself. */
function isRequestPart(shape: AnyShape, segment: string): boolean {
  return REQUEST_PARTS.has(segment) && !findMember(shape, segment);
}

function pathsIn(shape: AnyShape, value: unknown, segments: readonly string[]): FieldPath[] {
  const fromHere = descend(shape, value, segments);
  if (fromHere) return [fromHere];
  return Object.entries(shape).flatMap(([name, member]) => {
    if (typeof member === 'string') return [];
    if ('members' in member)
      return pathsIn(member.members, readMember(value, name), segments).map((path) => [name, ...path]);
    // Without an index, only the list is known.
    return 'items' in member && descend(member.items, undefined, segments) ? [[name]] : [];
  });
}

function descend(shape: AnyShape, value: unknown, segments: readonly string[]): FieldPath | undefined {
  const [head = '', ...rest] = segments;
  const found = findMember(shape, head);
  if (!found) return undefined;
  const [name, member] = found;
  if (rest.length === 0) return [name];
  const below = descendInto(member, readMember(value, name), rest);
  return below && [name, ...below];
}

function findMember(shape: AnyShape, name: string): [string, AnyMember] | undefined {
  return Object.entries(shape).find(([, member]) => {
    const wireName = wireNameOf(member);
    return wireName === name || toCamelCase(wireName) === name;
  });
}

function toCamelCase(wireName: string): string {
  return wireName.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

function descendInto(member: AnyMember, value: unknown, segments: readonly string[]): FieldPath | undefined {
  if (typeof member === 'string') return undefined;
  if ('members' in member) return descend(member.members, value, segments);
  if ('items' in member) return descendIntoList(member.items, value, segments);
  if ('hasValues' in member) return descendIntoList({}, value, segments);
  return 'isFreeForm' in member ? descendIntoFreeForm(value, segments) : undefined;
}

/** Follows the path as far as the client's object has its segments. */
function descendIntoFreeForm(root: unknown, segments: readonly string[]): FieldPath {
  const path: (string | number)[] = [];
  let value = root;
  for (const segment of segments) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) break;
    path.push(Array.isArray(value) ? Number(segment) : segment);
    value = Reflect.get(value, segment);
  }
  return path;
}

function descendIntoList(
  items: AnyShape,
  values: unknown,
  segments: readonly string[],
): FieldPath | undefined {
  const [head = '', ...rest] = segments;
  const index = Number(head);
  if (!/^\d+$/.test(head) || !Array.isArray(values) || index >= values.length) return undefined;
  if (rest.length === 0) return [index];
  const below = descend(items, values[index], rest);
  return below && [index, ...below];
}
