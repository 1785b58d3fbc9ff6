import type { FieldPath } from '../../../errors.ts';
import { type AnyMember, type AnyShape, listNameOf, readMember, wireNameOf } from './shape.ts';

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
  if (!found) return findElement(shape, value, head, rest);
  return follow(found, value, rest);
}

function findMember(shape: AnyShape, name: string): [string, AnyMember] | undefined {
  return Object.entries(shape).find(([ourName, member]) => {
    if (!isNamed(member)) return ourName === name;
    const wireName = wireNameOf(member);
    return wireName === name || toCamelCase(wireName) === name;
  });
}

function toCamelCase(wireName: string): string {
  return wireName.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** An object inside a list has no name of its own. */
function isNamed(member: AnyMember): boolean {
  return typeof member === 'string' || 'wireName' in member;
}

/** Finds a member that is sent inside a list: by the index of its element, or without an index if only one fits. */
function findElement(
  shape: AnyShape,
  value: unknown,
  listName: string,
  segments: readonly string[],
): FieldPath | undefined {
  const elements = Object.entries(shape).filter(
    ([name, member]) => listNameOf(member) === listName && readMember(value, name) != null,
  );
  const [head, ...rest] = segments;
  if (isIndex(head)) {
    const chosen = elements[Number(head)];
    return chosen && follow(chosen, value, rest);
  }
  const [only, ...others] = elements.flatMap(([name, member]) => {
    const below = segments.length === 0 ? [] : descendInto(member, readMember(value, name), segments);
    return below ? [[name, ...below]] : [];
  });
  return others.length === 0 ? only : undefined;
}

function isIndex(segment: string | undefined): boolean {
  return segment !== undefined && /^\d+$/.test(segment);
}

/** @param segments what comes after the name of the member, or after the index of its element */
function follow(
  [name, member]: readonly [string, AnyMember],
  value: unknown,
  segments: readonly string[],
): FieldPath | undefined {
  const below = segments.length === 0 ? [] : descendInto(member, readMember(value, name), segments);
  const deepest = below?.length ? below : (onlyMemberOf(member) ?? below);
  return deepest && [name, ...deepest];
}

/** Every error about an element with one member is about that member: the others are constants. */
function onlyMemberOf(member: AnyMember): FieldPath | undefined {
  if (typeof member === 'string' || !('members' in member) || !('listName' in member)) return undefined;
  const names = Object.keys(member.members);
  return names.length === 1 ? names : undefined;
}

function descendInto(member: AnyMember, value: unknown, segments: readonly string[]): FieldPath | undefined {
  if (typeof member === 'string') return undefined;
  if ('members' in member) return descend(member.members, value, segments);
  if ('items' in member) return descendIntoList(member.items, value, segments);
  if ('hasValues' in member) return descendIntoList({}, value, segments);
  if ('isFreeForm' in member) return descendIntoFreeForm(value, segments);
  const [only, ...others] = segments;
  return 'listName' in member && only === member.wireName && others.length === 0 ? [] : undefined;
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
  if (!isIndex(head) || !Array.isArray(values) || index >= values.length) return undefined;
  if (rest.length === 0) return [index];
  const below = descend(items, values[index], rest);
  return below && [index, ...below];
}
