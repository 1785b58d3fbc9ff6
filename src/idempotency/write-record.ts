import { z } from 'zod/mini';
import { ERROR_CODES, type ErrorCode } from '../error-codes.ts';
import type { ErrorDetails } from '../errors.ts';
import { RECORD_FORMAT } from './record-format.ts';
import type { RecordSeal } from './record-seal.ts';

/** A failure as it was reported to the client. */
export interface RecordedFailure {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

const members = {
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
};

const currentFormat = z.object({
  format: z.literal(RECORD_FORMAT),
  ...members,
  /** The result of the mutation, serialized by the codec of its operation. */
  payload: z.optional(z.unknown()),
});
const format1 = z.object({
  format: z.optional(z.undefined()),
  ...members,
  customer: z.optional(z.unknown()),
});

/** What is remembered about a write. It leaves the process only sealed. */
export type WriteRecord = Omit<z.infer<typeof currentFormat>, 'format'>;

export function sealRecord(seal: RecordSeal, name: string, record: WriteRecord): string {
  return seal.seal(JSON.stringify({ format: RECORD_FORMAT, ...record }), name);
}

/** @returns an empty record if it cannot be opened, for example after a change of the key */
export function openRecord(seal: RecordSeal, name: string, body: string): WriteRecord {
  const text = body === '' ? undefined : seal.open(body, name);
  return text === undefined ? {} : parseRecord(JSON.parse(text));
}

function parseRecord(json: unknown): WriteRecord {
  const current = currentFormat.safeParse(json);
  if (current.success) {
    const { format: _format, ...record } = current.data;
    return record;
  }
  const old = format1.safeParse(json);
  if (!old.success) return {};
  const { format: _format, customer, ...record } = old.data;
  return { ...record, payload: { customer, files: record.files } };
}

function isFailure(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'code' in value && typeof value.code === 'string' && value.code in ERROR_CODES && 'details' in value;
}
