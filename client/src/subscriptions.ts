export type { CustomerHandlers } from './status/poll-customer.ts';
export { watchCustomer } from './status/watch-customer.ts';
export { type SocketOptions, socketOptions } from './transport/socket-options.ts';
export type { SubscriptionTransport } from './transport/subscription-transport.ts';
export type { GetToken } from './transport/token-source.ts';
