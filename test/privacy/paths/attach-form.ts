import {
  BOUNDARY,
  content,
  encodeForm,
  filePart,
  jsonPart,
  openForm,
  type Part,
} from '../../support/multipart.ts';
import type { Marks } from '../markers.ts';
import type { Stage } from '../start-stage.ts';
import { markedInput } from './marked-customer.ts';
import { type Answer, callerHeaders, DOCUMENTS } from './path.ts';

interface FormFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface AttachForm {
  readonly customerId: string;
  readonly operations: Part;
  readonly map: Part;
  readonly identity: FormFile;
  readonly address: FormFile;
}

/** A customer who may attach, and a form that says so; what it is refused for comes with the files. */
export function attachForm({ sandbox: { control } }: Stage, marks: Marks): AttachForm {
  const { input, customerId } = markedInput('attachIndividualDocuments', marks, { files: 'upload' });
  control.addCustomer({ customerId, tosPoliciesValue: String(input['tosPoliciesValue']) });
  const identity = { name: marks.text('name of a part'), bytes: marked(marks, 'pdf') };
  const address = { name: marks.text('name of a part'), bytes: marked(marks, 'png') };
  const map = {
    [identity.name]: ['variables.input.proofOfIdentity.files.0.upload'],
    [address.name]: ['variables.input.proofOfAddress.files.0.upload'],
  };
  const query = DOCUMENTS.attachIndividualDocuments;
  return {
    customerId,
    operations: jsonPart('operations', { query, variables: { input } }),
    map: jsonPart('map', map),
    identity,
    address,
  };
}

export function heads({ operations, map }: AttachForm): Part[] {
  return [operations, map];
}

export function part(marks: Marks, { name, bytes }: FormFile): Part {
  return filePart(
    name,
    bytes,
    `scan of ${marks.text('file name')}.pdf`,
    `application/${marks.text('media type')}`,
  );
}

/** Bytes with a marker behind them. */
export function marked(marks: Marks, kind: 'pdf' | 'png' | 'heic', byteLength = 5_000): Buffer {
  return Buffer.concat([content(kind, byteLength), Buffer.from(marks.text('inside of a file'))]);
}

export async function send(
  stage: Stage,
  marks: Marks,
  form: (attach: AttachForm) => readonly Part[] | Buffer,
): Promise<Answer> {
  const attach = attachForm(stage, marks);
  const headers = await callerHeaders(
    stage,
    marks,
    JSON.parse(Buffer.from(attach.operations.body).toString()),
  );
  return sendForm(stage.guarded.url, form(attach), headers);
}

export async function sendForm(
  url: string,
  form: readonly Part[] | Buffer,
  headers: Record<string, string>,
): Promise<Answer> {
  const open = openForm(url, headers, BOUNDARY);
  void open.send(Buffer.isBuffer(form) ? form : encodeForm(form)).then(open.end);
  return open.answer;
}
