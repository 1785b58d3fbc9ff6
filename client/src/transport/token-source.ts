/** The access token without its scheme, or undefined if there is none. */
type Token = string | undefined;

/**
 * Returns the access token for a request. After a request was rejected with `UNAUTHENTICATED`, it is called with
 * `refresh: true` and should get a new token, for example by asking the person to sign in again. The requests of a client share the
 * new token, so create a client for each person, and on a server for each request.
 */
export type GetToken = (options: { readonly refresh: boolean }) => Token | Promise<Token>;

export interface TokenSource {
  current(): Promise<Token>;
  /** @returns a token other than the rejected one, or undefined if the app has none */
  replace(rejected: Token): Promise<Token>;
}

/** Requests that are rejected at the same time share one refresh. */
export function createTokenSource(getToken: GetToken): TokenSource {
  let refreshing: Promise<Token> | undefined;
  const current = async () => refreshing?.catch(() => undefined) ?? getToken({ refresh: false });
  return {
    current,
    async replace(rejected) {
      try {
        const known = await current();
        if (known !== rejected) return known;
        refreshing ??= Promise.resolve(getToken({ refresh: true })).finally(() => {
          refreshing = undefined;
        });
        return await refreshing;
      } catch {
        // The caller gets the rejection of its request.
        return undefined;
      }
    },
  };
}
