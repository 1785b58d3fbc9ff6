import type { LoadRequest } from '../processes/load/load-request.ts';
import { GRAPHQL_ATTACH, REST_ATTACH } from './attach-requests.ts';
import { resolveScript } from './resolve-script.ts';
import { ServerProcess } from './server-process.ts';
import { issueToken } from './upstream.ts';

/** A server to measure, with a request and the response that it must give. */
export interface Subject {
  readonly attach: LoadRequest;
  /** @param env additional environment variables */
  start(directory: string, env?: Readonly<Record<string, string>>): Promise<ServerProcess>;
}

export interface Subjects {
  readonly baseline: Subject;
  readonly gateway: Subject;
}

/** `GATEWAY_SCRIPT=dist/main.js` measures the bundle of the image, which `npm run build` writes. */
const GATEWAY_SCRIPT = process.env['GATEWAY_SCRIPT'] ?? 'src/main.ts';

/** With this variable, Node uses the compile cache from the first file on. main.ts can only enable it for later files. */
export function withCompileCache(directory: string): Record<string, string> {
  return { NODE_COMPILE_CACHE: directory };
}

/** A minimal proxy and the gateway, with the same upstream. */
export async function createSubjects(upstream: ServerProcess): Promise<Subjects> {
  const authorization = `Bearer ${await issueToken(upstream)}`;
  return {
    baseline: {
      attach: REST_ATTACH,
      start: (directory, env = {}) =>
        ServerProcess.start({
          script: resolveScript('processes/baseline.ts'),
          args: [upstream.url, authorization],
          env,
          directory,
        }),
    },
    gateway: {
      attach: GRAPHQL_ATTACH,
      start: (directory, env = {}) => startGateway(upstream, directory, env),
    },
  };
}

/** Starts the gateway with its defaults. @param env additional environment variables */
export function startGateway(
  upstream: ServerProcess,
  directory: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const account = {
    PORT: '0',
    FIN_BASE_URL: new URL(upstream.url).origin,
    FIN_CLIENT_ID: 'bench',
    FIN_CLIENT_SECRET: 'bench',
  };
  return ServerProcess.start({
    script: resolveScript(`../${GATEWAY_SCRIPT}`),
    env: { ...account, ...env },
    directory,
  });
}
