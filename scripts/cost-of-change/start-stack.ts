import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

interface GraphQLResponse {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

export interface Stack extends AsyncDisposable {
  query(query: string, variables: object): Promise<GraphQLResponse>;
  /** Calls the control API of the sandbox. */
  control(method: string, path: string, body?: object): Promise<unknown>;
}

/** Starts the sandbox and the gateway of a project as processes, so that only their environment and HTTP matter. */
export async function startStack(folder: string): Promise<Stack> {
  const sandbox = await start(folder, 'sandbox/main.ts', { SANDBOX_PORT: '0' }, /http:\/\/127\.0\.0\.1:\d+/);
  const env = {
    PORT: '0',
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: 'sandbox-client',
    FIN_CLIENT_SECRET: 'sandbox-secret',
  };
  const gateway = await start(folder, 'src/main.ts', env, /http:\/\/127\.0\.0\.1:\d+\/graphql/).catch(
    async (error: unknown) => {
      await stop(sandbox.process);
      throw error;
    },
  );
  return {
    query: async (query, variables) =>
      (await sendJson('POST', gateway.url, { query, variables })) as GraphQLResponse,
    control: (method, path, body) => sendJson(method, `${sandbox.url}/_sandbox/${path}`, body),
    async [Symbol.asyncDispose]() {
      await stop(gateway.process);
      await stop(sandbox.process);
    },
  };
}

async function sendJson(method: string, url: string, body?: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return await response.json();
}

async function start(folder: string, file: string, env: Record<string, string>, urlPattern: RegExp) {
  const child = spawn(process.execPath, [join(folder, file)], { cwd: folder, env });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const [found] = urlPattern.exec(output) ?? [];
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`${file} ended early:\n${output}`)));
  });
  return { process: child, url };
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
