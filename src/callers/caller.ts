/** The sender of a request, according to its access token. */
export interface Caller {
  readonly subject: string;
  /** When the token expires, with the tolerance for clocks that differ. */
  readonly expiresAtMs: number;
  readonly scopes: ReadonlySet<string>;
  /** Undefined: not restricted. */
  readonly customerIds: ReadonlySet<string> | undefined;
  /** Claims about scopes or customers that are neither a string nor a list of strings; their readable parts count. */
  readonly malformedClaims: readonly string[];
}
