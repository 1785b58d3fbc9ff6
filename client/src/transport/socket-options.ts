import { createTokenSource, type GetToken } from './token-source.ts';

export interface SocketOptions {
  readonly url: string;
  readonly connectionParams: () => Promise<Record<string, string>>;
  readonly on: { readonly closed: (event: unknown) => void };
}

/** The gateway closes connections without a valid token with this code. */
const FORBIDDEN = 4403;

/**
 * Options of `createClient` of graphql-ws: the gateway's WebSocket, with the access token. If the gateway rejects the token or it
 * expires, `getToken` is asked for a new one before graphql-ws connects again.
 */
export function socketOptions(url: string, getToken: GetToken): SocketOptions {
  const tokens = createTokenSource(getToken);
  let token: string | undefined;
  let isRejected = false;
  return {
    url: url.replace(/^http/, 'ws'),
    async connectionParams(): Promise<Record<string, string>> {
      const rejected = isRejected;
      isRejected = false;
      token = rejected ? await tokens.replace(token) : await tokens.current();
      // Otherwise graphql-ws would try again without a token.
      if (rejected && token === undefined) throw new Error('There is no new access token.');
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    },
    on: {
      closed(event) {
        isRejected = Object(event).code === FORBIDDEN;
      },
    },
  };
}
