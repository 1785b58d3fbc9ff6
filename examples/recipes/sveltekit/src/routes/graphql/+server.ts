import { forward } from '../../../forward';
import { accessToken, GATEWAY_URL } from '../../gateway';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request, cookies }) =>
  forward(request, GATEWAY_URL, accessToken(cookies));
