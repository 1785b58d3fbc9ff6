export type {
  GatewayClient,
  RequestOptions,
  SubscriptionHandlers,
  TypedOperation,
  UploadProgress,
} from './client/gateway-client.ts';
