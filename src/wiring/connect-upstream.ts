import { existsSync } from 'node:fs';
import type { Config, FinAccount } from '../config/config.ts';

interface Upstream extends FinAccount {
  close(): Promise<void>;
}

/** Starts the embedded sandbox unless an account at Fin.com is configured. */
export async function connectUpstream({
  fin: account,
  customerApi,
}: Pick<Config, 'fin' | 'customerApi'>): Promise<Upstream> {
  if (account) return { ...account, close: async () => undefined };
  if (!existsSync(new URL('../../sandbox/', import.meta.url))) {
    throw new Error(
      'FIN_BASE_URL is not set, and this installation does not include the embedded sandbox. Set FIN_BASE_URL, FIN_CLIENT_ID and FIN_CLIENT_SECRET.',
    );
  }
  const { startSandbox } = await import('../../sandbox/create-sandbox.ts');
  const { url: baseUrl, clientId, clientSecret, close } = await startSandbox({ customerApi });
  return { baseUrl, clientId, clientSecret, close };
}
