import { randomUUID } from 'node:crypto';
import { uploadDocumentsV1 } from '../../src/datasources/fin/documents/upload-documents.ts';
import { parseData } from '../../src/datasources/fin/wire/read-response.ts';
import { detectErrorReading } from './error-reading.ts';
import { describe, type Examination, finding } from './examination.ts';
import type { CatalogueIds } from './read-checks.ts';
import type { Finding } from './report.ts';
import { asRecord } from './shape.ts';

/** A minimal PDF. */
const SAMPLE = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n';

/** Sends an attach that cannot succeed: an unknown customer and no valid field. */
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

interface Creation {
  readonly finding: Finding;
  readonly customerId: string | undefined;
}

/** Creates a made-up person. The new customer id never leaves this process. */
export async function createPerson(
  examination: Examination,
  token: string,
  ids: CatalogueIds,
): Promise<Creation> {
  const { api, redact } = examination;
  const response = await api.send({
    name: 'create a customer',
    method: 'POST',
    path: 'v1/customers/individual',
    token,
    json: createPersonInput(ids),
  });
  const { customer_id: customerId, ...rest } = asRecord(asRecord(response.body)['data']);
  if (response.status !== 200 || typeof customerId !== 'string') {
    return { finding: finding('Create a customer', 'failed', describe(response)), customerId: undefined };
  }
  redact(customerId);
  for (const value of Object.values(rest)) if (typeof value === 'string') redact(value);
  return { finding: finding('Create a customer', 'ok', describe(response)), customerId };
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
  const files =
    response.status === 200
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

function createPersonInput(ids: CatalogueIds): object {
  const suffix = randomUUID().slice(0, 8);
  return {
    verification_type: 'STANDARD',
    basic_info: {
      first_name: 'Doctor',
      last_name: 'Example',
      dob: '1990-01-15',
      email: `doctor.${suffix}@example.com`,
      phone: '+14155550119',
      country_of_residence: 'USA',
      nationality: 'USA',
      tin: '900-00-0000',
    },
    address: {
      street: '12 Harbour Street',
      city: 'New York',
      state: 'US-NY',
      postal_code: '10001',
      country: 'USA',
    },
    financial_profile: { ...ids, monthly_volume_usd: 5000 },
  };
}
