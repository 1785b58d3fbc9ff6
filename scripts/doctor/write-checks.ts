import { randomUUID } from 'node:crypto';
import { uploadDocumentsV1 } from '../../src/datasources/fin/documents/upload-documents.ts';
import { parseData } from '../../src/datasources/fin/wire/read-response.ts';
import { isSuccess } from './create-checks.ts';
import { detectErrorReading } from './error-reading.ts';
import { describe, type Examination, finding } from './examination.ts';
import type { Finding } from './report.ts';

/** A minimal PDF. */
const SAMPLE = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n';

/** Tries to attach documents, which cannot succeed: the customer is unknown, and no field is valid. */
export async function checkInvalidAttach({ api, redact }: Examination, token: string): Promise<Finding> {
  const customerId = randomUUID();
  redact(customerId);
  const response = await api.send({
    name: 'invalid attach',
    method: 'POST',
    path: 'v1/customers/individual/attach',
    token,
    json: {
      customer_id: customerId,
      proof_of_identity: {
        type: 'NONE',
        number: '',
        country: 'XXX',
        issue_date: '',
        expiry_date: '',
        files: [{}],
      },
      proof_of_address: { type: 'NONE', country: 'XXX', files: [{}] },
      tos_policies_value: '',
    },
  });
  const check = 'Reject an invalid attach';
  if (response.status === 0) return finding(check, 'failed', describe(response));
  if (response.status < 300) return finding(check, 'failed', 'it was accepted', describe(response));
  const { letter, meaning, fields } = detectErrorReading(response.body);
  return finding(
    check,
    response.status === 422 ? 'ok' : 'note',
    describe(response),
    `error format ${letter ?? '(none)'}: ${meaning}`,
    ...(fields.length > 0 ? [`fields: ${fields.map((field) => `\`${field}\``).join(', ')}`] : []),
  );
}

export async function checkUpload(
  { api, redact }: Examination,
  token: string,
  customerId: string,
): Promise<Finding> {
  const form = new FormData();
  form.set('customer_id', customerId);
  form.set('file0', new File([SAMPLE], 'document-0.pdf', { type: 'application/pdf' }));
  form.set('file1', new File([SAMPLE], 'document-1.pdf', { type: 'application/pdf' }));
  const response = await api.send({
    name: 'upload two files',
    method: 'POST',
    path: 'v1/customers/upload',
    token,
    form,
  });
  const files = isSuccess(response)
    ? parseData(uploadDocumentsV1, JSON.stringify(response.body ?? null))?.files
    : undefined;
  const uris = files?.flatMap((file) => Object.values(file)) ?? [];
  for (const uri of uris) redact(uri);
  if (!files || uris.length !== 2) return finding('Upload two files', 'failed', describe(response));
  return finding(
    'Upload two files',
    'ok',
    files.length === 1 ? 'the response has one object for all files' : 'the response has one object per file',
    `all URIs start with a slash: ${yesOrNo(uris.every((uri) => uri.startsWith('/')))}`,
    `all URIs end with the file name: ${yesOrNo(uris.every((uri, i) => uri.endsWith(`document-${i}.pdf`)))}`,
  );
}

function yesOrNo(condition: boolean): string {
  return condition ? 'yes' : 'no';
}
