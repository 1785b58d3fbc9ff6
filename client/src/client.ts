export { createFetchClient, type FetchClientOptions } from './client/fetch-client.ts';
export type { AnyFile, NativeFile } from './client/files.ts';
export type {
  GatewayClient,
  RequestOptions,
  SubscriptionHandlers,
  TypedOperation,
  UploadProgress,
} from './client/gateway-client.ts';
export type { PrintOperation } from './client/print-operation.ts';
export { ResponseError } from './client/response-error.ts';
export type { GetToken } from './transport/token-source.ts';
