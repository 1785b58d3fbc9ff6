/** @param message undefined: messages may have been missed, because there was no connection for a while */
export type ChannelListener = (message: string | undefined) => void;

/** Receives messages over a connection of its own, which is open while there are subscriptions and restores itself. */
export interface RedisSubscriber {
  /**
   * Resolves when Redis has confirmed the subscription. Never rejects: if Redis is unavailable, it resolves within the
   * command time-out, and the listener is called once messages arrive. A channel has one listener.
   */
  subscribe(channel: string, listener: ChannelListener): Promise<void>;
  unsubscribe(channel: string): void;
}
