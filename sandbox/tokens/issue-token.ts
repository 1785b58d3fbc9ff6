import { z } from 'zod/mini';
import { authenticationFailed } from '../http/http-response.ts';
import { route } from '../http/route.ts';
import { tokenResponse } from './token-response.ts';

export const issueToken = route({
  method: 'POST',
  path: '/v1/oauth/token',
  isPublic: true,
  input: z.object({ body: z.object({ client_id: z.string(), client_secret: z.string() }) }),
  respond({ body: { client_id, client_secret } }, { account, settings, tokens }) {
    const isValid = client_id === account.clientId && account.clientSecrets.has(client_secret);
    return isValid ? tokenResponse(tokens.issue(), settings) : authenticationFailed();
  },
});
