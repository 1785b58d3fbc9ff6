import { z } from 'zod/mini';
import { authenticationFailed } from '../http/http-response.ts';
import { route } from '../http/route.ts';
import { tokenResponse } from './token-response.ts';

export const refreshToken = route({
  method: 'POST',
  path: '/v1/oauth/refresh-token',
  isPublic: true,
  input: z.object({ body: z.object({ refresh_token: z.string() }) }),
  respond({ body }, { settings, tokens }) {
    const pair = tokens.refresh(body.refresh_token);
    return pair ? tokenResponse(pair, settings) : authenticationFailed();
  },
});
