import type { JsonCall } from '../http/http-client.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { type AnyMember, type AnyShape, isInPath, listNameOf, readMember, wireNameOf } from './shape.ts';

/** The members of a request under their wire names, without path parameters and without null or undefined values. */
export function toWireBody(shape: AnyShape, request: object): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  // Cheaper than the entries, which would be new arrays for each call.
  for (const name of Object.keys(shape)) {
    const member = shape[name];
    const value = readMember(request, name);
    if (member === undefined || value == null || isInPath(member)) continue;
    const listName = listNameOf(member);
    if (listName === undefined) body[wireNameOf(member)] = toWireValue(member, value);
    else body[listName] = [...elementsOf(body[listName]), toElement(member, value)];
  }
  return body;
}

function elementsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

function toElement(member: AnyMember, value: unknown): unknown {
  const wireValue = toWireValue(member, value);
  return typeof member === 'object' && 'members' in member ? wireValue : { [wireNameOf(member)]: wireValue };
}

function toWireValue(member: AnyMember, value: unknown): unknown {
  if (typeof member === 'string' || typeof value !== 'object' || value === null) return value;
  if ('members' in member) {
    const members = toWireBody(member.members, value);
    return 'constants' in member ? { ...member.constants, ...members } : members;
  }
  if ('items' in member && Array.isArray(value))
    return value.map((item: object) => toWireBody(member.items, item));
  return value;
}

/** Replaces each `{wire_name}` of a path. */
function fillPath(path: string, shape: AnyShape, request: object): string {
  if (!path.includes('{')) return path;
  return Object.entries(shape)
    .filter(([, member]) => isInPath(member))
    .reduce(
      (filled, [name, member]) =>
        filled.replace(`{${wireNameOf(member)}}`, () =>
          encodeURIComponent(String(readMember(request, name))),
        ),
      path,
    );
}

/** The HTTP request for an endpoint: the members of a GET go into the query, those of other methods into the body. */
export function toHttpCall(endpoint: AnyEndpoint, request: object): JsonCall {
  const { request: shape, method, query, retries } = endpoint;
  const path = fillPath(endpoint.path, shape, request);
  const members = toWireBody(shape, request);
  return method === 'GET'
    ? { endpoint, method, path: `${path}${toQuery({ ...query, ...members })}` }
    : { endpoint, method, path, json: members, retries };
}

function toQuery(members: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams(
    Object.entries(members).map(([name, value]) => [name, String(value)]),
  );
  return parameters.size === 0 ? '' : `?${parameters}`;
}
