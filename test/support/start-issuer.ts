import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { freePort } from './network/free-port.ts';

const AUDIENCE = 'https://gateway.example.com';

export const ALL_SCOPES = 'documents:write customers:read customers:write';

/** Claims that a test may change in a token. Undefined removes a claim. */
export interface TokenOptions {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Seconds from now. */
  readonly expiresIn?: number | undefined;
  readonly key?: IssuerKey;
  /** An empty one is left out. */
  readonly kid?: string;
}

export interface IssuerKey {
  readonly kid: string;
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export interface Issuer extends AsyncDisposable {
  readonly jwksUrl: string;
  /** For a gateway that trusts it. */
  readonly env: Readonly<Record<string, string>>;
  readonly key: IssuerKey;
  /** The keys that it publishes. */
  keys: readonly IssuerKey[];
  /** Takes the place of the usual answer. */
  answer: ((response: ServerResponse) => void) | undefined;
  /** How often it was asked for its keys. */
  fetchCount(): number;
  /** Resolves with the next request for its keys. */
  asked(): Promise<unknown>;
  /** The value of an Authorization header. */
  bearer(options?: TokenOptions): Promise<string>;
  close(): Promise<void>;
  /** Listens again on the same port. */
  reopen(): Promise<void>;
}

export async function createKey(kid: string, algorithm = 'ES256'): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
  return { kid, algorithm, privateKey, publicJwk };
}

/** Publishes keys over HTTP and signs tokens with them, as an identity provider does. */
export async function startIssuer(algorithm?: string): Promise<Issuer> {
  const key = await createKey('key-1', algorithm);
  let count = 0;
  const server = createServer((_request, response) => {
    count += 1;
    if (issuer.answer) return issuer.answer(response);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: issuer.keys.map(({ publicJwk }) => publicJwk) }));
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const port = await freePort();
  await listen(port);
  const origin = `http://127.0.0.1:${port}`;
  const jwksUrl = `${origin}/jwks.json`;
  const close = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  const issuer: Issuer = {
    jwksUrl,
    env: { AUTH_JWKS_URL: jwksUrl, AUTH_ISSUER: origin, AUTH_AUDIENCE: AUDIENCE },
    key,
    keys: [key],
    answer: undefined,
    fetchCount: () => count,
    asked: () => once(server, 'request'),
    bearer: async (options = {}) => `Bearer ${await sign(origin, options.key ?? key, options)}`,
    close,
    reopen: () => listen(port),
    [Symbol.asyncDispose]: close,
  };
  return issuer;
}

function sign(
  issuer: string,
  { algorithm, privateKey, ...key }: IssuerKey,
  options: TokenOptions,
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const { claims = {}, kid = key.kid, expiresIn = 300 } = options;
  const payload: JWTPayload = {
    iss: issuer,
    aud: AUDIENCE,
    sub: 'app-1',
    iat: now,
    exp: now + expiresIn,
    scope: ALL_SCOPES,
    ...claims,
  };
  return new SignJWT(payload)
    .setProtectedHeader({ alg: algorithm, ...(kid !== '' && { kid }) })
    .sign(privateKey);
}
