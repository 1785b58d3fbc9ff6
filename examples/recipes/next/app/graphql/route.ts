import { forward } from '../../forward';
import { accessToken, GATEWAY_URL } from '../../gateway';

export async function POST(request: Request): Promise<Response> {
  return forward(request, GATEWAY_URL, await accessToken());
}
