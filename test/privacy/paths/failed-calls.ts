import type { Fault } from '../../../sandbox/faults/fault.ts';
import type { OperationName } from '../../../sandbox/routes.ts';
import { type AttachForm, heads, part, send } from './attach-form.ts';
import { one, type Path, untilOk } from './path.ts';
import { attachInto, readInto, refusal } from './with-fault.ts';

/** Other failures of a write. @param words all that was sent, in one sentence */
const FAULTS: [what: string, code: string, fault: (words: string) => Fault][] = [
  ['is forbidden', 'FORBIDDEN', (words) => ({ status: 403, body: { error: { message: words } } })],
  ['finds nobody', 'NOT_FOUND', (words) => ({ status: 404, body: { message: words } })],
  ['conflicts', 'CONFLICT', (words) => ({ status: 409, body: { error: { code: words, message: words } } })],
  ['is locked', 'FEATURE_LOCKED', (words) => ({ status: 423, body: { message: words } })],
  [
    'fails at a partner',
    'UPSTREAM_PROVIDER_ERROR',
    (words) => ({ status: 428, body: { error: { message: words } } }),
  ],
  ['is too much', 'RATE_LIMITED', (words) => ({ status: 429, body: { message: words } })],
  ['fails', 'UPSTREAM_UNAVAILABLE', (words) => ({ status: 500, body: { message: words, trace: words } })],
  [
    'meets a page',
    'UPSTREAM_UNAVAILABLE',
    (words) => ({ status: 502, body: `<html>${words}`, contentType: 'text/html' }),
  ],
  [
    'is answered with another shape',
    'UPSTREAM_BAD_RESPONSE',
    (words) => ({ status: 200, body: { data: words } }),
  ],
  [
    'is answered with broken JSON',
    'UPSTREAM_BAD_RESPONSE',
    (words) => ({ status: 200, body: `{"data":"${words}` }),
  ],
  [
    'is sent elsewhere',
    'UPSTREAM_BAD_RESPONSE',
    (words) => ({
      status: 302,
      headers: { location: `/?${encodeURIComponent(words)}`, 'x-words': encodeURIComponent(words) },
    }),
  ],
  ['is cut', 'UPSTREAM_UNAVAILABLE', () => ({ reset: 'before-headers' })],
  [
    'is cut in its answer',
    'UPSTREAM_UNAVAILABLE',
    (words) => ({ status: 200, body: { data: words }, reset: 'mid-body' }),
  ],
];

export const FAILED_CALL_PATHS: readonly Path[] = [
  ...FAULTS.map(
    ([what, code, fault]): Path => ({
      name: `an attach ${what}`,
      codes: [code],
      run: (stage, marks) => one(attachInto(stage, marks, (values) => fault(values.join(' ')))),
    }),
  ),
  {
    name: 'an attach is never answered',
    codes: ['UPSTREAM_TIMEOUT'],
    run: (stage, marks) => one(attachInto(stage, marks, () => ({ hang: true }))),
  },
  {
    name: 'an attach is refused whatever the token',
    codes: ['UPSTREAM_AUTHENTICATION_FAILED'],
    async run(stage, marks) {
      const words = (values: readonly string[]) => ({ message: `Bearer ${values.join(' ')}` });
      const answer = await attachInto(stage, marks, (values) => ({
        status: 401,
        body: words(values),
        times: 'always',
      }));
      await untilOk(() => readInto(stage, marks, (id) => ({ body: { data: { customer_id: id } } })));
      return [answer];
    },
  },
  ...uploadPaths(),
  {
    name: 'nobody of that id, quoted',
    codes: ['NOT_FOUND'],
    run: (stage, marks) =>
      one(readInto(stage, marks, (id) => ({ status: 404, body: { message: `No customer ${id}` } }))),
  },
  {
    name: 'a customer of another shape',
    codes: ['UPSTREAM_BAD_RESPONSE'],
    run: (stage, marks) =>
      one(
        readInto(stage, marks, (id) => ({
          body: { data: { customer_id: id, first_name: [marks.text('name')] } },
        })),
      ),
  },
  {
    name: 'a read that fails for good',
    codes: ['UPSTREAM_UNAVAILABLE'],
    run: (stage, marks) =>
      one(
        readInto(stage, marks, (id) => ({
          status: 500,
          body: { message: id, email: marks.text('email') },
          times: 'always',
        })),
      ),
  },
];

/** Failures with files on the way, or stored and not attached. */
function uploadPaths(): Path[] {
  const faults: [
    what: string,
    codes: string[],
    operation: OperationName,
    fault: (form: AttachForm) => Fault,
  ][] = [
    [
      'an upload is refused',
      ['FIN_VALIDATION_FAILED'],
      'uploadDocuments',
      ({ customerId }) => refusal([customerId]),
    ],
    [
      'an upload fails',
      ['UPSTREAM_UNAVAILABLE'],
      'uploadDocuments',
      ({ customerId }) => ({ status: 500, body: { message: customerId } }),
    ],
    ['an upload is cut', ['UPSTREAM_UNAVAILABLE'], 'uploadDocuments', () => ({ reset: 'before-reading' })],
    ['an upload’s token is refused', ['UPSTREAM_UNAVAILABLE'], 'uploadDocuments', () => ({ status: 401 })],
    [
      'an upload is answered with another shape',
      ['UPSTREAM_BAD_RESPONSE'],
      'uploadDocuments',
      ({ customerId }) => ({ body: { data: customerId } }),
    ],
    [
      'stored files are not attached',
      ['FIN_VALIDATION_FAILED'],
      'attachIndividualDocuments',
      () => ({ status: 422, body: { message: 'No' } }),
    ],
    [
      'the attach of stored files is cut',
      ['UPSTREAM_UNAVAILABLE'],
      'attachIndividualDocuments',
      () => ({ reset: 'before-headers', afterProcessing: true }),
    ],
  ];
  return faults.map(([name, codes, operation, fault]) => ({
    name,
    codes,
    run: (stage, marks) =>
      one(
        send(stage, marks, (form) => {
          const parts = [...heads(form), part(marks, form.identity), part(marks, form.address)];
          stage.sandbox.control.faults.script(operation, fault(form));
          return parts;
        }),
      ),
  }));
}
