import { ApolloLink, Observable } from '@apollo/client';
import { print } from '@apollo/client/utilities';
import { type SubscriptionTransport, subscribeOver } from '../transport/subscription-transport.ts';

/** Sends subscriptions over any transport. `HttpLink` would ask for `multipart/mixed`, which the gateway does not send. */
export function createSubscriptionLink(transport: SubscriptionTransport): ApolloLink {
  return new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) =>
        subscribeOver(
          transport,
          { query: print(query), variables },
          {
            next: ({ data, errors }) =>
              observer.next({ ...(data !== undefined && { data }), ...(errors && { errors }) }),
            error: (error) => observer.error(error),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
}
