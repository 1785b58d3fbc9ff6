import type { TokenSupply } from './session.ts';

/** Opens in a tab of its own, so that the form stays as it is. */
export const SIGN_IN_URL = '/session/sign-in';
const TOKEN_URL = '/session/token';
const SIGN_OUT_URL = '/session/sign-out';

/**
 * A backend that keeps the sign-in in a cookie and hands out access tokens: `POST /session/token` responds with
 * `{"token":"…"}`, or with status 401. Gateways without AUTH accept requests without a token, and nothing here is called.
 */
export const SESSION_ENDPOINT: TokenSupply = {
  async fetchToken() {
    try {
      const response = await fetch(TOKEN_URL, { method: 'POST' });
      return response.ok ? readToken(await response.json()) : undefined;
    } catch {
      return undefined;
    }
  },
  async signOut() {
    await fetch(SIGN_OUT_URL, { method: 'POST' }).catch(() => undefined);
  },
};

function readToken(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('token' in body)) return undefined;
  return typeof body.token === 'string' ? body.token : undefined;
}
