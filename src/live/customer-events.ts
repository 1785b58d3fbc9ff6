/** Hints that a customer may have changed. They carry no data: receivers read the customer again. */
export interface CustomerEvents {
  /** Resolves when the hint has been handed on to this process and, if it is reachable, to Redis. Never rejects. */
  publish(customerId: string): Promise<void>;
  /** Calls the listener after each hint about the customer, whichever replica received it. */
  subscribe(customerId: string, listener: () => void): EventSubscription;
}

export interface EventSubscription {
  /**
   * Resolves when hints of all replicas arrive. Never rejects: if Redis is unavailable, it resolves within a second or two,
   * and the listener is called as soon as hints of other replicas arrive again.
   */
  readonly ready: Promise<void>;
  end(): void;
}

/** Events of this process alone. Customer ids are case-insensitive. */
export function createLocalCustomerEvents(): CustomerEvents {
  const listeners = new Map<string, Set<() => void>>();
  return {
    async publish(customerId) {
      for (const listener of [...(listeners.get(customerId.toLowerCase()) ?? [])]) listener();
    },
    subscribe(customerId, listener) {
      const key = customerId.toLowerCase();
      // The same function may be subscribed twice.
      const own = () => listener();
      const ofCustomer = listeners.get(key) ?? new Set();
      listeners.set(key, ofCustomer.add(own));
      return {
        ready: Promise.resolve(),
        end() {
          ofCustomer.delete(own);
          if (ofCustomer.size === 0 && listeners.get(key) === ofCustomer) listeners.delete(key);
        },
      };
    },
  };
}
