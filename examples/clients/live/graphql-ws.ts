import { type Client, createClient } from 'graphql-ws';

/** @param getToken called for each connection, also for the one that follows when a token has expired */
export function createSocketClient(url: string, getToken: () => Promise<string>): Client {
  return createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: async () => ({ authorization: `Bearer ${await getToken()}` }),
  });
}
