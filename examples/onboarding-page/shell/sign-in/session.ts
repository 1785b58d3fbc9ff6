import type { GetToken } from '@fin-gateway/client/apollo';

export interface SessionState {
  /** The person has to sign in before anything else can be loaded or sent. */
  readonly isAsking: boolean;
  readonly isSignedIn: boolean;
}

/** Gets access tokens. Apps replace it with the library of their identity provider. */
export interface TokenSupply {
  /** @returns undefined if the person is not signed in, or the token cannot be fetched */
  fetchToken(): Promise<string | undefined>;
  signOut(): Promise<void>;
}

export interface Session {
  /** For the GraphQL client. Its requests wait here while the person signs in, so that nothing on the page is lost. */
  readonly getToken: GetToken;
  read(): SessionState;
  /** @returns a function that unsubscribes */
  subscribe(listener: () => void): () => void;
  /** @returns whether the person has signed in. The waiting requests then go on. */
  check(): Promise<boolean>;
  /** The waiting requests fail with `UNAUTHENTICATED`, and nothing asks again before the next click. */
  decline(): void;
  signOut(): Promise<void>;
}

export function createSession(supply: TokenSupply): Session {
  const listeners = new Set<() => void>();
  let token: string | undefined;
  let hasDeclined = false;
  let waiting: PromiseWithResolvers<string | undefined> | undefined;
  let state: SessionState = { isAsking: false, isSignedIn: false };

  function change(newToken: string | undefined, newWaiting: typeof waiting) {
    token = newToken;
    waiting = newWaiting;
    state = { isAsking: waiting !== undefined, isSignedIn: token !== undefined };
    for (const listener of listeners) listener();
  }
  function settle(newToken: string | undefined) {
    const settled = waiting;
    change(newToken, undefined);
    settled?.resolve(newToken);
  }
  /** @param rejected the token that the gateway did not accept */
  async function replace(rejected: string | undefined): Promise<string | undefined> {
    const fetched = await supply.fetchToken();
    if (fetched !== undefined && fetched !== rejected) {
      settle(fetched);
      return fetched;
    }
    if (hasDeclined) return undefined;
    const { promise, ...resolvers } = waiting ?? Promise.withResolvers<string | undefined>();
    change(undefined, { promise, ...resolvers });
    return promise;
  }

  return {
    getToken: ({ refresh }) => (refresh ? replace(token) : token),
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async check() {
      const fetched = await supply.fetchToken();
      if (fetched !== undefined) settle(fetched);
      return fetched !== undefined;
    },
    decline() {
      hasDeclined = true;
      const forget = () => {
        hasDeclined = false;
      };
      addEventListener('click', forget, { capture: true, once: true });
      settle(undefined);
    },
    async signOut() {
      settle(undefined);
      await supply.signOut();
    },
  };
}
