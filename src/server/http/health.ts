import type { ServerResponse } from 'node:http';
import type { TokenProvider } from '../../datasources/fin/auth/token-provider.ts';
import { sendBody } from './send-body.ts';

export interface Health {
  /** `/health`: the process is running. */
  serveHealth(response: ServerResponse): void;
  /** `/ready`: 503 during shutdown, without an access token, and if the issuer's keys were never loaded. */
  serveReady(response: ServerResponse): Promise<void>;
  shutDown(): void;
  isShuttingDown(): boolean;
}

/** @param hasIssuerKeys whether access tokens of callers can be verified; omitted if they are not verified */
export function createHealth(
  tokens: TokenProvider,
  hasIssuerKeys: () => Promise<boolean> = async () => true,
): Health {
  let isShuttingDown = false;
  return {
    serveHealth: (response) => sendStatus(response, 200, 'ok'),
    async serveReady(response) {
      if (isShuttingDown) return sendStatus(response, 503, 'shutting down');
      const [hasToken, hasKeys] = await Promise.all([
        tokens.get().then(
          () => true,
          () => false,
        ),
        hasIssuerKeys(),
      ]);
      if (!hasToken) return sendStatus(response, 503, 'no access token from Fin.com');
      if (!hasKeys) return sendStatus(response, 503, 'no keys from AUTH_JWKS_URL');
      sendStatus(response, 200, 'ready');
    },
    shutDown() {
      isShuttingDown = true;
    },
    isShuttingDown: () => isShuttingDown,
  };
}

function sendStatus(response: ServerResponse, statusCode: number, status: string): void {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  sendBody(response, { status: statusCode, headers, body: JSON.stringify({ status }) });
}
