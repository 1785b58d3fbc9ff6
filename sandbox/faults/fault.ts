/** The longest delay that setTimeout supports; a longer one would fire at once. */
export const MAX_DELAY_MS = 2_147_483_647;

/** How a request goes wrong. With only `delayMs` and `headers`, the usual response is sent with them. */
export interface Fault {
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Strings are sent as they are, other values as JSON. */
  readonly body?: unknown;
  readonly contentType?: string | undefined;
  /** Time between reading the request and responding. */
  readonly delayMs?: number | undefined;
  /** When the connection is cut. `before-reading` cuts it as soon as the head of the request has arrived. */
  readonly reset?: 'before-headers' | 'mid-body' | 'before-reading' | undefined;
  /** Responds 200 with broken JSON. */
  readonly malformed?: boolean | undefined;
  /** Never responds. */
  readonly hang?: boolean | undefined;
  /** The request takes effect first, so that only the response is lost or wrong. */
  readonly afterProcessing?: boolean | undefined;
  /** Responds before reading the body of the request, then closes the connection. */
  readonly early?: boolean | undefined;
  readonly times?: number | 'always' | undefined;
}

/** Whether a request with this fault still takes effect. */
export function takesEffect(fault: Fault | undefined): boolean {
  if (!fault || fault.afterProcessing) return true;
  return !(hasOwnResponse(fault) || fault.reset || fault.hang || fault.early);
}

export function hasOwnResponse({ status, body, malformed }: Fault): boolean {
  return status !== undefined || body !== undefined || malformed === true;
}
