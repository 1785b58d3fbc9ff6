import { z } from 'zod/mini';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { graphqlRequest } from '../support/graphql-request.ts';
import { BOUNDARY, encodeForm, type Part } from '../support/multipart.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { subscribe } from '../support/subscribe.ts';
import { startRouter } from './start-router.ts';
import { type SubgraphModule, startSubgraph } from './start-subgraph.ts';

const SERVICE = z.object({ _service: z.object({ sdl: z.string() }) });

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: unknown; readonly extensions?: Record<string, unknown> }[];
}

/** A router in front of the gateway and another subgraph. The supergraph contains the schema that the gateway returns. */
export async function startGraph(other: SubgraphModule, env: Readonly<Record<string, string>> = {}) {
  const customerApi = env['FIN_CUSTOMER_API'] === 'v2' ? 'v2' : 'v1';
  const startedAtMs = Date.now();
  // Its clock stands still, so that no review goes on while a test is slow.
  const sandbox = await startSandbox({ customerApi, clock: () => startedAtMs });
  const gateway = await startTestGateway(sandbox, env);
  const subgraph = await startSubgraph(other);
  const { data } = await graphqlRequest(gateway.url, '{ _service { sdl } }');
  const { sdl } = SERVICE.parse(data)._service;
  const router = await startRouter([{ name: 'fin', url: gateway.url, sdl }, subgraph]);
  return {
    sandbox,
    gateway,
    ask: (query: string, variables: unknown, headers: Readonly<Record<string, string>> = {}) =>
      post(router.url, { query, variables }, headers),
    subscribe: (query: string, variables: Readonly<Record<string, unknown>>) =>
      subscribe(router.url, query, variables),
    send: (form: readonly Part[], headers: Readonly<Record<string, string>> = { 'graphql-preflight': '1' }) =>
      postForm(router.url, form, headers),
    async [Symbol.asyncDispose]() {
      for (const part of [router, subgraph, gateway, sandbox]) await part[Symbol.asyncDispose]();
    },
  };
}

export function post(url: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Answer> {
  return answerOf(url, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

function postForm(
  url: string,
  form: readonly Part[],
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const contentType = `multipart/form-data; boundary=${BOUNDARY}`;
  return answerOf(url, new Uint8Array(encodeForm(form)), { 'content-type': contentType, ...headers });
}

async function answerOf(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const accept = 'application/graphql-response+json, application/json';
  const response = await fetch(url, { method: 'POST', headers: { accept, ...headers }, body });
  const answer: Answer = JSON.parse(await response.text());
  return answer;
}
