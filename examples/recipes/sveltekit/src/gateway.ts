import type { Cookies } from '@sveltejs/kit';

export const GATEWAY_URL = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:4000/graphql';

/** Replace this with the access token from your session. */
export function accessToken(cookies: Cookies): string | undefined {
  return cookies.get('access_token');
}
