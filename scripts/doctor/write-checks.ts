import { randomUUID } from 'node:crypto';
import { uploadDocumentsV1 } from '../../src/datasources/fin/documents/upload-documents.ts';
import { parseData } from '../../src/datasources/fin/wire/read-response.ts';
import { errorReadingOf } from './error-reading.ts';
import { describe, type Examination, finding } from './examination.ts';
import type { CatalogueIds } from './read-checks.ts';
import type { Finding } from './report.ts';
import { asRecord } from './shape.ts';

/** The smallest thing that says it is a PDF. */
const SAMPLE = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n';

/** An attach that cannot succeed: nobody's id, no files, nothing filled in. */
export async function checkRefusal({ api, conceal }: Examination, token: string): Promise<Finding> {
  const customerId = randomUUID();
  conceal(customerId);
  const answer = await api.send({
    name: 'attach that cannot succeed',
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
  const check = 'A refused attach';
  if (answer.status === 0) return finding(check, 'wrong', describe(answer));
  if (answer.status < 300) return finding(check, 'wrong', 'it was taken', describe(answer));
  const { letter, meaning, fields } = errorReadingOf(answer.body);
  return finding(
    check,
    answer.status === 422 ? 'ok' : 'note',
    describe(answer),
    `errors are written as reading ${letter ?? '(none)'}: ${meaning}`,
    ...(fields.length > 0 ? [`fields: ${fields.map((field) => `\`${field}\``).join(', ')}`] : []),
  );
}

interface Creation {
  readonly finding: Finding;
  readonly customerId: string | undefined;
}

/** Creates a person who is made up, whose id is given to nobody. */
export async function createPerson(
  examination: Examination,
  token: string,
  ids: CatalogueIds,
): Promise<Creation> {
  const { api, conceal } = examination;
  const answer = await api.send({
    name: 'create a made-up customer',
    method: 'POST',
    path: 'v1/customers/individual',
    token,
    json: madeUpPerson(ids),
  });
  const { customer_id: customerId, ...others } = asRecord(asRecord(answer.body)['data']);
  if (answer.status !== 200 || typeof customerId !== 'string') {
    return { finding: finding('A made-up customer', 'wrong', describe(answer)), customerId: undefined };
  }
  conceal(customerId);
  for (const value of Object.values(others)) if (typeof value === 'string') conceal(value);
  return { finding: finding('A made-up customer', 'ok', describe(answer)), customerId };
}

/** Stores a sample. */
export async function checkUpload(
  { api, conceal }: Examination,
  token: string,
  customerId: string,
): Promise<Finding> {
  const form = new FormData();
  form.set('customer_id', customerId);
  form.set('file0', new File([SAMPLE], 'document-0.pdf', { type: 'application/pdf' }));
  form.set('file1', new File([SAMPLE], 'document-1.pdf', { type: 'application/pdf' }));
  const answer = await api.send({
    name: 'upload two samples',
    method: 'POST',
    path: 'v1/customers/upload',
    token,
    form,
  });
  const files =
    answer.status === 200
      ? parseData(uploadDocumentsV1, JSON.stringify(answer.body ?? null))?.files
      : undefined;
  const uris = files?.flatMap((file) => Object.values(file)) ?? [];
  for (const uri of uris) conceal(uri);
  if (!files || uris.length !== 2) return finding('An upload', 'wrong', describe(answer));
  return finding(
    'An upload',
    'ok',
    `answered as ${files.length === 1 ? 'one object with a member a file' : 'one object a file'}`,
    `URIs ${uris.every((uri) => uri.startsWith('/')) ? 'begin' : 'do not all begin'} with a slash and ${
      uris.every((uri, index) => uri.endsWith(`document-${index}.pdf`)) ? 'end' : 'do not all end'
    } with the file's name`,
  );
}

function madeUpPerson(ids: CatalogueIds): object {
  const mark = randomUUID().slice(0, 8);
  return {
    verification_type: 'STANDARD',
    basic_info: {
      first_name: 'Doctor',
      last_name: 'Example',
      dob: '1990-01-15',
      email: `doctor.${mark}@example.com`,
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
