import type { JsonCall } from '../http/http-client.ts';
import type { AnyEndpoint } from './endpoint.ts';
import { type AnyMember, type AnyShape, isInPath, listNameOf, readMember, wireNameOf } from './shape.ts';

/** The members of a request under their wire names, without path parameters and without null or undefined values. */
export function toWireBody(shape: AnyShape, request: object): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape)) {
    const value = readMember(request, name);
    if (value == null || isInPath(member)) continue;
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
  const { request: shape, query, ...operation } = endpoint;
  const path = fillPath(endpoint.path, shape, request);
  const members = toWireBody(shape, request);
  return endpoint.method === 'GET'
    ? { ...operation, path, query: { ...query, ...members } }
    : { ...operation, path, json: members };
}
