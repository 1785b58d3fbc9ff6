import { z } from 'zod/mini';
import { ERROR_CODES, type ErrorCode } from '../error-codes.ts';
import type { ErrorDetails } from '../errors.ts';
import type { RecordSeal } from './record-seal.ts';

/** A failure as the client was told of it. */
export interface RecordedFailure {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

const recordedWrite = z.object({
  /** Whom the write is about, where its input says so. */
  customerId: z.optional(z.string()),
  /** When Fin.com was called, in milliseconds since 1970 by this clock. */
  sentAtMs: z.optional(z.number()),
  /** What Fin.com has stored for it. */
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
  /** What came back of it. */
  customer: z.optional(
    z.union([
      z.object({
        id: z.string(),
        tosPoliciesUrl: z.nullable(z.string()),
        tosPoliciesValue: z.nullable(z.string()),
      }),
      z.object({ id: z.string() }),
    ]),
  ),
  failure: z.optional(z.custom<RecordedFailure>(isFailure)),
});

/** What is remembered of a write. It leaves the process only sealed. */
export type RecordedWrite = z.infer<typeof recordedWrite>;

export function sealWrite(seal: RecordSeal, name: string, write: RecordedWrite): string {
  return seal.seal(JSON.stringify(write), name);
}

/** @returns an empty record for what does not open, as after a change of the key */
export function openWrite(seal: RecordSeal, name: string, body: string): RecordedWrite {
  const text = body === '' ? undefined : seal.open(body, name);
  return text === undefined ? {} : (recordedWrite.safeParse(JSON.parse(text)).data ?? {});
}

function isFailure(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'code' in value && typeof value.code === 'string' && value.code in ERROR_CODES && 'details' in value;
}
