/** The exchange broke before the whole response arrived. Contains nothing from the request or the response. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  /** `timeout`, a code such as ECONNREFUSED, or what is wrong with the response. */
  readonly reason: string;
  /** Whether any of the request can have reached the peer. */
  readonly mayHaveBeenSent: boolean;

  constructor(reason: string, mayHaveBeenSent: boolean) {
    super(`The exchange with Fin.com broke: ${reason}`);
    this.reason = reason;
    this.mayHaveBeenSent = mayHaveBeenSent;
  }
}
