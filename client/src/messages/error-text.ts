import type { GatewayError } from '../errors/gateway-error.ts';
import type { Catalog } from './catalog.ts';
import { type Formats, fill } from './formats.ts';

const MAX_SECONDS = 90;

/** One or two sentences: what happened, and when to try again if that may help. */
export function errorText(error: GatewayError, catalog: Catalog, formats: Formats): string {
  if (error.outcome === 'UNKNOWN') return catalog.outcomeUnknown;
  const text = fill(catalog.errors[error.code], { requestId: error.requestId ?? '' });
  return error.retryable ? `${text} ${retryText(error.retryAfterSeconds ?? 0, catalog, formats)}` : text;
}

function retryText(seconds: number, { retry, ...catalog }: Catalog, formats: Formats): string {
  if (seconds <= 0) return retry.soon;
  const time =
    seconds <= MAX_SECONDS
      ? formats.plural(catalog.seconds, Math.ceil(seconds))
      : formats.plural(catalog.minutes, Math.ceil(seconds / 60));
  return fill(retry.later, { time });
}
