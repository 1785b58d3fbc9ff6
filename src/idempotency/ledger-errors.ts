import { GatewayError } from '../errors.ts';
import { RedisUnavailableError } from '../redis/redis-unavailable-error.ts';
import { RecordFormatError } from './record-format.ts';

export const NOT_CLAIMED =
  'The record of this idempotency key cannot be kept at the moment, so nothing was sent. Send the same request again shortly, with the same key.';
export const NOT_READABLE =
  'The outcome of the write with this idempotency key cannot be read at the moment. Ask again shortly; do not assume that nothing was sent.';
const RECORDS_LOST =
  'Records of earlier writes were lost, perhaps the one of this key, so nothing was sent now. If you have sent this write before, look the customer up; otherwise try again later with the same key.';
const RETRY_AFTER_SECONDS = 1;

/** Errors of Redis never leave this folder. @returns any other error unchanged */
export function toUnavailableError(error: unknown, message: string): unknown {
  if (!(error instanceof RedisUnavailableError) && !(error instanceof RecordFormatError)) return error;
  return isRecordLoss(error)
    ? new GatewayError('IDEMPOTENCY_UNAVAILABLE', { message: RECORDS_LOST })
    : new GatewayError('IDEMPOTENCY_UNAVAILABLE', { message, retryAfterSeconds: RETRY_AFTER_SECONDS });
}

export function isRecordLoss(error: unknown): boolean {
  return error instanceof RedisUnavailableError && error.reason === 'RECORDS_LOST';
}
