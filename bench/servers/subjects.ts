import { randomBytes } from 'node:crypto';
import { bundle } from '../../scripts/build/bundle.ts';
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
  /** The bundle that the image runs. */
  readonly gateway: Subject;
  /** The sources, as `npm start` runs them. */
  readonly sources: Subject;
}

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
    sources: {
      attach: GRAPHQL_ATTACH,
      start: (directory, env = {}) => startScript(resolveScript('../src/main.ts'), upstream, directory, env),
    },
  };
}

/** Writes the bundle of the image, as `npm run build` does. Must be called before the gateway is started. */
export function buildGateway(): Promise<void> {
  return bundle(resolveScript('../dist'));
}

/** Starts the gateway with its defaults, in production mode like the image. @param env additional environment variables */
export function startGateway(
  upstream: Pick<ServerProcess, 'url'>,
  directory: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  return startScript(resolveScript('../dist/main.js'), upstream, directory, env);
}

function startScript(
  script: string,
  upstream: Pick<ServerProcess, 'url'>,
  directory: string,
  env: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const account = {
    NODE_ENV: 'production',
    AUTH: 'none',
    PORT: '0',
    FIN_BASE_URL: new URL(upstream.url).origin,
    FIN_CLIENT_ID: 'bench',
    FIN_CLIENT_SECRET: randomBytes(32).toString('hex'),
  };
  return ServerProcess.start({ script, env: { ...account, ...env }, directory });
}
