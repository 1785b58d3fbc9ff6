export interface HttpResponse {
  readonly status: number;
  /** Empty if its content coding cannot be decoded. */
  readonly text: string;
  readonly retryAfter: string | null;
  /** Why the response is unusable whatever its text says. */
  readonly flaw?: 'unreadable content' | 'success before the end of the request' | undefined;
}

export function isSuccess({ status }: Pick<HttpResponse, 'status'>): boolean {
  return status >= 200 && status < 300;
}
