export { createFetchClient } from './client/fetch-client.ts';
export type {
  GatewayClient,
  RequestOptions,
  SubscriptionHandlers,
  TypedOperation,
  UploadProgress,
} from './client/gateway-client.ts';
export type { FetchClientOptions, GetToken } from './client/post-operation.ts';
export type { PrintOperation } from './client/print-operation.ts';
export { ResponseError } from './client/response-error.ts';
