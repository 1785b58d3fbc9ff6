import type { Fault } from '../../../src/sandbox/faults.ts';
import type { OperationName } from '../../../src/sandbox/operations.ts';
import { markedArguments } from '../marked-inputs.ts';
import type { Marks } from '../markers.ts';
import type { Stage } from '../start-stage.ts';
import { type AttachForm, heads, part, send } from './forms.ts';
import { askForEverything, markedInput } from './marked-customer.ts';
import { type Answer, ask, DOCUMENTS, one, type Path, untilOk, valuesIn } from './path.ts';

type Quote = (value: string) => string;

/** How Fin.com might write what it got. */
const QUOTES: [how: string, quote: Quote][] = [
  ['as it is', (value) => value],
  ['in capitals', (value) => value.toUpperCase()],
  ['as in a URL', encodeURIComponent],
  [
    'as in HTML',
    (value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  ],
  ['as in JSON', (value) => JSON.stringify(value).slice(1, -1)],
];

const WRITES = {
  attachIndividualDocuments: 'attachIndividualDocuments',
  createIndividualCustomer: 'createIndividualCustomer',
  answerInformationRequest: 'updateCustomer',
} as const satisfies Record<string, OperationName>;
type Write = keyof typeof WRITES;

/** What else may go wrong with a write. @param words all that was sent, in one sentence */
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

export const UPSTREAM_PATHS: readonly Path[] = [
  ...QUOTES.flatMap(([how, quote]) =>
    keysOf(WRITES).map(
      (write): Path => ({
        name: `${write} is refused for each value, quoted ${how}`,
        codes: ['FIN_VALIDATION_FAILED'],
        run: (stage, marks) => one(writeInto(stage, marks, write, (values) => refusal(values.map(quote)))),
      }),
    ),
  ),
  ...FAULTS.map(
    ([what, code, fault]): Path => ({
      name: `an attach ${what}`,
      codes: [code],
      run: (stage, marks) =>
        one(writeInto(stage, marks, 'attachIndividualDocuments', (values) => fault(values.join(' ')))),
    }),
  ),
  {
    name: 'an attach is never answered',
    codes: ['UPSTREAM_TIMEOUT'],
    run: (stage, marks) => one(writeInto(stage, marks, 'attachIndividualDocuments', () => ({ hang: true }))),
  },
  {
    name: 'an attach is refused whatever the token',
    codes: ['UPSTREAM_AUTHENTICATION_FAILED'],
    async run(stage, marks) {
      const words = (values: readonly string[]) => ({ message: `Bearer ${values.join(' ')}` });
      const answer = await writeInto(stage, marks, 'attachIndividualDocuments', (values) => ({
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

/** Each value in a message and in a field's name, and a token in the general one. */
function refusal(values: readonly string[]): Fault {
  const errors = values.map((value) => ({
    [`the field ${value}`]: `must not be ${value}, not even "${value}"`,
  }));
  return { status: 422, body: { message: `${values.at(-1)} ${values[0]} and ${values[1]}`, errors } };
}

async function writeInto(
  stage: Stage,
  marks: Marks,
  write: Write,
  fault: (values: readonly string[]) => Fault,
): Promise<Answer> {
  const { input, customerId } = markedInput(write, marks);
  if (write === 'answerInformationRequest') askForEverything(stage, customerId);
  const { faults } = stage.sandbox.control;
  faults.script(WRITES[write], fault(valuesIn(input)));
  const on = write === 'createIndividualCustomer' ? 'open' : 'guarded';
  const answer = await ask(stage, marks, { query: DOCUMENTS[write], variables: { input }, on });
  faults.clear(WRITES[write]);
  return answer;
}

async function readInto(stage: Stage, marks: Marks, fault: (id: string) => Fault): Promise<Answer> {
  const variables = markedArguments('Query', 'individualCustomer', marks);
  const { faults } = stage.sandbox.control;
  faults.script('getCustomer', fault(String(variables['id'])));
  const answer = await ask(stage, marks, { query: DOCUMENTS.individualCustomer, variables });
  faults.clear('getCustomer');
  return answer;
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record) as Key[];
}
