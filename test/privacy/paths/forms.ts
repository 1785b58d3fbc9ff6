import { encodeForm, jsonPart, type Part, textPart } from '../../support/multipart.ts';
import type { Marks } from '../markers.ts';
import { MAX_FILE_BYTES } from '../start-stage.ts';
import { type AttachForm, attachForm, heads, marked, part, send, sendForm } from './attach-form.ts';
import { markedInput } from './marked-customer.ts';
import { callerHeaders, clientHeaders, DOCUMENTS, one, type Path } from './path.ts';

/** Forms of an attach that are refused, or break off. */
const FORMS: [
  what: string,
  code: string,
  form: (marks: Marks, attach: AttachForm) => readonly Part[] | Buffer,
][] = [
  [
    'a map that is text',
    'UPLOAD_MALFORMED',
    (m, { operations }) => [operations, textPart('map', m.text('map'))],
  ],
  [
    'a map to nowhere',
    'UPLOAD_MALFORMED',
    (m, { operations, identity }) => [
      operations,
      jsonPart('map', { [identity.name]: [`variables.${m.text('map')}`] }),
      part(m, identity),
    ],
  ],
  [
    'operations that are no JSON',
    'UPLOAD_MALFORMED',
    (m) => [textPart('operations', `{"${m.text('operations')}`)],
  ],
  [
    'a part of an unknown name',
    'UPLOAD_MALFORMED',
    (m, form) => [...heads(form), part(m, { ...form.identity, name: m.text('part') })],
  ],
  [
    'a file of a wrong type',
    'UPLOAD_TYPE_NOT_ALLOWED',
    (m, form) => [
      ...heads(form),
      part(m, { ...form.identity, bytes: marked(m, 'heic') }),
      part(m, form.address),
    ],
  ],
  [
    'text for a file',
    'UPLOAD_TYPE_NOT_ALLOWED',
    (m, form) => [
      ...heads(form),
      part(m, { ...form.identity, bytes: Buffer.from(m.text('text file')) }),
      part(m, form.address),
    ],
  ],
  [
    'a file that is too large',
    'UPLOAD_TOO_LARGE',
    (m, form) => [
      ...heads(form),
      part(m, { ...form.identity, bytes: marked(m, 'pdf', MAX_FILE_BYTES) }),
      part(m, form.address),
    ],
  ],
  [
    'a file without bytes',
    'UPLOAD_EMPTY',
    (m, form) => [
      ...heads(form),
      part(m, { ...form.identity, bytes: Buffer.alloc(0) }),
      part(m, form.address),
    ],
  ],
  ['a missing file', 'UPLOAD_INCOMPLETE', (m, form) => [...heads(form), part(m, form.identity)]],
  [
    'a form that ends in a file',
    'UPLOAD_INCOMPLETE',
    (m, form) => encodeForm([...heads(form), part(m, form.identity)]).subarray(0, -2_000),
  ],
  [
    'a header line that is none',
    'UPLOAD_MALFORMED',
    (m, form) => [{ head: [`${m.text('line')}\u0001`], body: form.identity.bytes }, ...heads(form)],
  ],
];

/** Names of files, as browsers and others write them. */
const FILE_NAMES: [what: string, disposition: (mark: string) => string][] = [
  ['quotes and a semicolon in its name', (mark) => `filename="a \\"${mark}\\"; é.pdf"`],
  ['a path for a name', (mark) => `filename="../../etc/${mark}"`],
  ['its name in percent signs', (mark) => `filename*=UTF-8''%e2%82%ac${mark}.pdf`],
];

export const FORM_PATHS: readonly Path[] = [
  {
    name: 'documents are attached with their files',
    codes: [],
    run: (stage, marks) =>
      one(
        send(stage, marks, (form) => [...heads(form), part(marks, form.identity), part(marks, form.address)]),
      ),
  },
  {
    name: 'files are stored without being attached',
    codes: [],
    async run(stage, marks) {
      const { input, customerId } = markedInput('uploadDocuments', marks);
      stage.sandbox.control.addCustomer({ customerId });
      const file = { name: marks.text('name of a part'), bytes: marked(marks, 'pdf') };
      const operations = { query: DOCUMENTS.uploadDocuments, variables: { input } };
      const map = { [file.name]: ['variables.input.files.0'] };
      const form = [jsonPart('operations', operations), jsonPart('map', map), part(marks, file)];
      return one(sendForm(stage.guarded.url, form, await callerHeaders(stage, marks, { customerId })));
    },
  },
  ...FILE_NAMES.map(
    ([what, disposition]): Path => ({
      name: `a file is attached with ${what}`,
      codes: [],
      run: (stage, marks) =>
        one(
          send(stage, marks, (form) => {
            const {
              head: [, ...head],
              body,
            } = part(marks, form.identity);
            const named = `content-disposition: form-data; name="${form.identity.name}"; ${disposition(marks.text('file name'))}`;
            return [...heads(form), { head: [named, ...head], body }, part(marks, form.address)];
          }),
        ),
    }),
  ),
  ...FORMS.map(
    ([what, code, form]): Path => ({
      name: `an attach with ${what}`,
      codes: [code],
      run: (stage, marks) => one(send(stage, marks, (attach) => form(marks, attach))),
    }),
  ),
  {
    name: 'a form of another site',
    codes: ['CSRF_PREFLIGHT_REQUIRED'],
    run(stage, marks) {
      const headers = { ...clientHeaders(marks), 'graphql-preflight': '' };
      const form = attachForm(stage, marks);
      return one(sendForm(stage.open.url, [...heads(form), part(marks, form.identity)], headers));
    },
  },
  {
    name: 'a form without a token',
    codes: ['UNAUTHENTICATED'],
    run(stage, marks) {
      const form = attachForm(stage, marks);
      return one(
        sendForm(stage.guarded.url, [...heads(form), part(marks, form.identity)], clientHeaders(marks)),
      );
    },
  },
];
