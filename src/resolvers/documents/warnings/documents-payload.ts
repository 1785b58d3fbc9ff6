import { z } from 'zod/mini';
import { DOCUMENT_WARNINGS, type DocumentWarning } from '../../../document-warning-codes.ts';
import { customerPayload } from '../../customers/customer-payload.ts';

const warningRecord = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  code: z.string(),
  params: z.unknown(),
});

/**
 * The warnings as they are recorded for replays. Records of older releases have none. Codes of newer releases are left out,
 * because a replay must not fail on account of a warning.
 */
export const recordedWarnings = z._default(
  z.codec(z.array(z.unknown()), z.readonly(z.array(z.custom<DocumentWarning>())), {
    decode: (records) => records.filter(isDocumentWarning),
    encode: (warnings) => [...warnings],
  }),
  [],
);

/** The payload of mutations that send documents, as it is recorded for replays. */
export const documentsPayload = z.extend(customerPayload, { warnings: recordedWarnings });
export type DocumentsPayload = z.infer<typeof documentsPayload>;

function isDocumentWarning(value: unknown): value is DocumentWarning {
  const { data } = z.safeParse(warningRecord, value);
  const row = Object.entries(DOCUMENT_WARNINGS).find(([code]) => code === data?.code)?.[1];
  return row !== undefined && z.safeParse<z.core.$ZodType>(row.params, data?.params).success;
}
