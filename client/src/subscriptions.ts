export { type SocketOptions, socketOptions } from './transport/socket-options.ts';
export type { SubscriptionTransport } from './transport/subscription-transport.ts';
export type { GetToken } from './transport/token-source.ts';
