export interface HttpResponse {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

export function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status < 300;
}
