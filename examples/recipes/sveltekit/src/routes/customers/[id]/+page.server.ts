import { createFetchClient } from '@fin-gateway/client/client';
import { CustomerDocument } from '@fin-gateway/client/operations';
import { accessToken, GATEWAY_URL } from '../../../gateway';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, cookies }) => {
  const gateway = createFetchClient({ url: GATEWAY_URL, getToken: () => accessToken(cookies) });
  return gateway.execute(CustomerDocument, { id: params.id });
};
