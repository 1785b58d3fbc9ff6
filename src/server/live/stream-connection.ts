export type StreamTransport = 'sse' | 'websocket';

/** Why a stream ended. `client`: the client unsubscribed or disconnected. `slow`: it stopped reading. */
export type StreamEndReason = 'client' | 'completed' | 'expired' | 'failed' | 'shutdown' | 'slow';

export interface CarriedStream {
  /** May be called more than once. The first reason counts. */
  end(reason: StreamEndReason): void;
}

/** The connection that carries one stream or more. */
export interface StreamConnection {
  readonly transport: StreamTransport;
  /**
   * Ends the stream when the connection is lost, at once if it is lost already.
   *
   * @returns must be called when the stream has ended
   */
  carry(stream: CarriedStream): () => void;
  /**
   * Call this when the access token has expired.
   *
   * @returns true if the stream must send an error and complete, false if the connection closes
   */
  expire(): boolean;
  /** Disconnects in a way that makes the client connect again, to another replica. */
  shutDown(): void;
}
