import { ENDPOINTS } from '../src/datasources/fin/endpoints.ts';
import { unknownOutcomeAdvice } from '../src/datasources/fin/errors/upstream-operation.ts';
import type { AnyEndpoint } from '../src/datasources/fin/wire/endpoint.ts';
import {
  type AnyMember,
  type AnyShape,
  isInPath,
  isPublic,
  listNameOf,
  wireNameOf,
} from '../src/datasources/fin/wire/shape.ts';
import { table } from './error-docs.ts';

/** `docs/fin-api-usage.md`: the endpoints that the gateway calls, when, and what it sends. */
export function finApiUsagePage(): string {
  return `<!-- Printed from the endpoint declarations in src/datasources/fin by \`npm run codegen\`: change them instead. -->

# Calls to Fin.com's API

${table(
  ['endpoint', 'used for', 'operation in errors, logs and metrics'],
  ENDPOINTS.map((endpoint) => [`\`${heading(endpoint)}\``, endpoint.usedFor, `\`${endpoint.operation}\``]),
)}

- Every call except those for tokens carries an access token and the request's \`x-request-id\`. After a 401 the gateway gets
  a new token and repeats the call once; an upload is not repeated, and the client gets a retryable error.
- Any 2xx with the documented body is a success. A 2xx without it is \`UPSTREAM_BAD_RESPONSE\`, also a 204: the gateway
  does not report a success that it cannot read.
- Reads are repeated up to twice within \`FIN_TIMEOUT_MS\`. Writes and uploads are never repeated except after a 401.
- Members that are null or missing in the input are not sent.
- Some members of a new customer come from another field of the input, or from several: see [customers](customers.md).
- Private values are redacted from Fin.com's texts before a client or a log gets them.

${ENDPOINTS.map(section).join('\n\n')}
`;
}

function heading({ method, path }: AnyEndpoint): string {
  return `${method} /${path}`;
}

function section(endpoint: AnyEndpoint): string {
  const fixed = constantRows(endpoint.query ?? {}, 'query');
  const advice = unknownOutcomeAdvice(endpoint);
  return [
    `## ${heading(endpoint)}`,
    table(['member', 'sent in', 'from', 'private'], [...memberRows(endpoint, endpoint.request), ...fixed]),
    ...(endpoint.effect === 'upload'
      ? [
          'Then one part per file: `file0`, `file1`, … with the file name `document-0.pdf`, `document-1.jpg`, …',
        ]
      : []),
    ...(advice === undefined ? [] : [`If the outcome is unknown, the error adds: "${advice}"`]),
  ].join('\n\n');
}

function memberRows(endpoint: AnyEndpoint, shape: AnyShape, wirePath = '', inputPath = ''): string[][] {
  return Object.entries(shape).flatMap(([name, member]) => {
    const wireName = wirePath + wirePlace(member);
    const inputName = inputPath + name;
    if (typeof member === 'object' && 'members' in member) {
      const constants = 'constants' in member ? member.constants : {};
      return [
        ...constantRows(constants, sentIn(endpoint, member), `${wireName}.`),
        ...memberRows(endpoint, member.members, `${wireName}.`, `${inputName}.`),
      ];
    }
    if (typeof member === 'object' && 'items' in member)
      return memberRows(endpoint, member.items, `${wireName}.`, `${inputName}[].`);
    return [
      [`\`${wireName}\``, sentIn(endpoint, member), `\`${inputName}\``, isPublic(member) ? 'no' : 'yes'],
    ];
  });
}

/** `files[]` for a list, `files[].uri` for a field inside a list. */
function wirePlace(member: AnyMember): string {
  const listName = listNameOf(member);
  if (listName === undefined)
    return typeof member === 'object' && 'items' in member ? `${wireNameOf(member)}[]` : wireNameOf(member);
  return typeof member === 'object' && 'members' in member
    ? `${listName}[]`
    : `${listName}[].${wireNameOf(member)}`;
}

function constantRows(constants: Readonly<Record<string, string>>, place: string, wirePath = ''): string[][] {
  return Object.entries(constants).map(([name, value]) => [
    `\`${wirePath}${name}\``,
    place,
    `always \`${value}\``,
    'no',
  ]);
}

function sentIn({ method, effect }: AnyEndpoint, member: AnyMember): string {
  if (isInPath(member)) return 'path';
  if (effect === 'upload') return 'form';
  return method === 'GET' ? 'query' : 'body';
}
