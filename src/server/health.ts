import type { ServerResponse } from 'node:http';
import type { TokenProvider } from '../datasources/fin/token-provider.ts';

export interface Health {
  /** `/health`: the process lives. */
  answerHealth(response: ServerResponse): void;
  /** `/ready`: an access token can be had and no shutdown has begun; else 503. */
  answerReady(response: ServerResponse): Promise<void>;
  shutDown(): void;
  isShuttingDown(): boolean;
}

export function createHealth(tokens: TokenProvider): Health {
  let isShuttingDown = false;
  return {
    answerHealth: (response) => answer(response, 200, 'ok'),
    async answerReady(response) {
      if (isShuttingDown) return answer(response, 503, 'shutting down');
      const hasToken = await tokens.get().then(
        () => true,
        () => false,
      );
      answer(response, hasToken ? 200 : 503, hasToken ? 'ready' : 'no access token from Fin.com');
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
