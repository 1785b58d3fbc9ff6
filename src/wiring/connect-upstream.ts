import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Config, FinAccount } from '../config/config.ts';

interface Upstream extends FinAccount {
  /** Signs webhooks, in addition to the configured secrets. */
  readonly webhookSecrets: readonly string[];
  /** The control page of the sandbox. Undefined if the account is one at Fin.com. */
  readonly controlUrl: string | undefined;
  /** Tells the embedded sandbox where the gateway receives webhooks. */
  sendWebhooksTo(url: string): void;
  close(): Promise<void>;
}

/** Starts the embedded sandbox unless an account at Fin.com is configured. */
export async function connectUpstream({
  fin: account,
  sandboxPort: port,
  customerApi,
}: Pick<Config, 'fin' | 'sandboxPort' | 'customerApi'>): Promise<Upstream> {
  if (account) {
    return {
      ...account,
      webhookSecrets: [],
      controlUrl: account.isLocalSandbox ? new URL('/_sandbox/', account.baseUrl).href : undefined,
      sendWebhooksTo: () => undefined,
      close: async () => undefined,
    };
  }
  if (!existsSync(new URL('../../sandbox/', import.meta.url))) {
    throw new Error(
      'FIN_BASE_URL is not set, and this installation does not include the embedded sandbox. Set FIN_BASE_URL, FIN_CLIENT_ID and FIN_CLIENT_SECRET.',
    );
  }
  const { startSandbox } = await import('../../sandbox/create-sandbox.ts');
  const sandbox = await startSandbox({ customerApi, port }).catch((error: unknown) => {
    throw new Error(
      `the embedded sandbox cannot listen: set SANDBOX_PORT to a free port, or unset it${reasonOf(error)}.`,
    );
  });
  const { url: baseUrl, controlUrl, clientId, clientSecret, control, close } = sandbox;
  const secret = randomBytes(32).toString('hex');
  return {
    baseUrl,
    clientId,
    clientSecret,
    webhookSecrets: [secret],
    controlUrl,
    sendWebhooksTo: (url) => control.webhooks.sendTo({ url, secret }),
    close,
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}
