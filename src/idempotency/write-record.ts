import { z } from 'zod/mini';
import { ERROR_CODES, type ErrorCode } from '../error-codes.ts';
import type { ErrorDetails } from '../errors.ts';
import { decodeRecord, encodeRecord } from './record-encoding.ts';
import type { RecordSeal } from './record-seal.ts';

/** A failure as it was reported to the client. */
export interface RecordedFailure {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

const writeRecord = z.object({
  /** The customer whom the input names. */
  customerId: z.optional(z.string()),
  /** When Fin.com was called, in milliseconds since 1970 by the gateway's clock. */
  sentAtMs: z.optional(z.number()),
  /** The files that Fin.com has stored. */
  files: z.optional(
    z.readonly(
      z.array(
        z.object({
          path: z.readonly(z.array(z.union([z.string(), z.number()]))),
          uri: z.string(),
          mimetype: z.string(),
          byteLength: z.number(),
          sha256: z.string(),
        }),
      ),
    ),
  ),
  failure: z.optional(z.custom<RecordedFailure>(isFailure)),
  /** The result of the mutation, serialized by the codec of its operation. */
  payload: z.optional(z.unknown()),
});

/** The record of a write. It leaves the process only sealed. */
export type WriteRecord = z.infer<typeof writeRecord>;

export function sealRecord(seal: RecordSeal, name: string, record: WriteRecord): string {
  return seal.seal(encodeRecord(record), name);
}

/** @returns an empty record if it cannot be opened or read, for example after a change of the key */
export function openRecord(seal: RecordSeal, name: string, body: string): WriteRecord {
  const content = body === '' ? undefined : seal.open(body, name);
  return content === undefined ? {} : (writeRecord.safeParse(decodeRecord(content)).data ?? {});
}

function isFailure(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'code' in value && typeof value.code === 'string' && value.code in ERROR_CODES && 'details' in value;
}
