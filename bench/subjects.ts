import { fileURLToPath } from 'node:url';
import { ServerProcess } from './server-process.ts';

/** A server to measure, with a request and the response that it must give. */
export interface Subject {
  readonly attachBody: string;
  readonly attachResponse: string;
  /** @param env additional environment variables */
  start(directory: string, env?: Readonly<Record<string, string>>): Promise<ServerProcess>;
}

export interface Subjects {
  readonly baseline: Subject;
  readonly gateway: Subject;
}

/** `GATEWAY_SCRIPT=dist/main.js` measures the bundle of the image, which `npm run build` writes. */
const GATEWAY_SCRIPT = process.env['GATEWAY_SCRIPT'] ?? 'src/main.ts';

const CUSTOMER_ID = '55bd6b4e-c20a-4cc8-9535-91d5557a67d9';
const TERMS = 'e9414388-fbdf-4407-b5c2-bc39eae3645b';
const IDENTITY = { type: 'PASSPORT', number: 'A12345678', country: 'USA' };
const IDENTITY_FILES = [{ side: 'FRONT', uri: '/AbAcQ4hn_0652746727637.pdf' }];
const ADDRESS = { type: 'BANK_STATEMENT', country: 'USA', files: [{ uri: '/AbAcQ4hn_0652746727638.pdf' }] };

const GRAPHQL_BODY = JSON.stringify({
  query:
    'mutation AttachIndividualDocuments($input: AttachIndividualDocumentsInput!) { attachIndividualDocuments(input: $input) { customer { id } } }',
  variables: {
    input: {
      customerId: CUSTOMER_ID,
      proofOfIdentity: {
        ...IDENTITY,
        issueDate: '2020-01-15',
        expiryDate: '2099-01-15',
        files: IDENTITY_FILES,
      },
      proofOfAddress: ADDRESS,
      tosPoliciesValue: TERMS,
    },
  },
});

const REST_BODY = JSON.stringify({
  customer_id: CUSTOMER_ID,
  proof_of_identity: {
    ...IDENTITY,
    issue_date: '2020-01-15',
    expiry_date: '2099-01-15',
    files: IDENTITY_FILES,
  },
  proof_of_address: ADDRESS,
  tos_policies_value: TERMS,
});

/**
 * Starts a stand-in for Fin.com in its own process.
 *
 * @param uploadBytesPerSecond limit for each connection; none by default
 */
export function startUpstream(directory: string, uploadBytesPerSecond?: number): Promise<ServerProcess> {
  const args = uploadBytesPerSecond === undefined ? [] : [String(uploadBytesPerSecond)];
  return ServerProcess.start({ script: resolveScript('./processes/upstream.ts'), args, directory });
}

/** With this variable, Node uses the compile cache from the first file on. main.ts can only enable it for later files. */
export function withCompileCache(directory: string): Record<string, string> {
  return { NODE_COMPILE_CACHE: directory };
}

/** A minimal proxy and the gateway, with the same upstream. */
export async function createSubjects(upstream: ServerProcess): Promise<Subjects> {
  const authorization = `Bearer ${await issueToken(upstream.url)}`;
  return {
    baseline: {
      attachBody: REST_BODY,
      attachResponse: JSON.stringify({ success: true, data: { customer_id: CUSTOMER_ID } }),
      start: (directory, env = {}) =>
        ServerProcess.start({
          script: resolveScript('./processes/baseline.ts'),
          args: [upstream.url, authorization],
          env,
          directory,
        }),
    },
    gateway: {
      attachBody: GRAPHQL_BODY,
      attachResponse: JSON.stringify({
        data: { attachIndividualDocuments: { customer: { id: CUSTOMER_ID } } },
      }),
      start: (directory, env = {}) =>
        ServerProcess.start({
          script: resolveScript(`../${GATEWAY_SCRIPT}`),
          env: { ...gatewayEnvironment(upstream), ...env },
          directory,
        }),
    },
  };
}

/** All features have their defaults. */
export function gatewayEnvironment(upstream: ServerProcess): Record<string, string> {
  return {
    PORT: '0',
    FIN_BASE_URL: new URL(upstream.url).origin,
    FIN_CLIENT_ID: 'bench',
    FIN_CLIENT_SECRET: 'bench',
  };
}

export async function issueToken(upstreamUrl: string): Promise<string> {
  const response = await fetch(new URL('/v1/oauth/token', upstreamUrl), { method: 'POST', body: '{}' });
  const { data }: { data: { access_token: string } } = await response.json();
  return data.access_token;
}

export function resolveScript(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
