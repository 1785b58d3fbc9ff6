import type { ServerResponse } from 'node:http';
import type { TokenProvider } from '../../datasources/fin/auth/token-provider.ts';

export interface Health {
  /** `/health`: the process lives. */
  answerHealth(response: ServerResponse): void;
  /** `/ready`: calls can be served. 503 during shutdown, without an access token, and if the issuer's keys were never loaded. */
  answerReady(response: ServerResponse): Promise<void>;
  shutDown(): void;
  isShuttingDown(): boolean;
}

/** @param hasIssuerKeys tells whether callers can be checked; undefined where they are not */
export function createHealth(
  tokens: TokenProvider,
  hasIssuerKeys: () => Promise<boolean> = async () => true,
): Health {
  let isShuttingDown = false;
  return {
    answerHealth: (response) => answer(response, 200, 'ok'),
    async answerReady(response) {
      if (isShuttingDown) return answer(response, 503, 'shutting down');
      const [hasToken, hasKeys] = await Promise.all([
        tokens.get().then(
          () => true,
          () => false,
        ),
        hasIssuerKeys(),
      ]);
      if (!hasToken) return answer(response, 503, 'no access token from Fin.com');
      if (!hasKeys) return answer(response, 503, 'no keys from AUTH_JWKS_URL');
      answer(response, 200, 'ready');
    },
    shutDown() {
      isShuttingDown = true;
    },
    isShuttingDown: () => isShuttingDown,
  };
}

function answer(response: ServerResponse, status: number, state: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ status: state }));
}
