import { createHmac } from 'node:crypto';
import type { Marks } from '../markers.ts';
import type { Stage } from '../start-stage.ts';
import { type Answer, clientHeaders, type Path, request } from './path.ts';

/** Every member of an event, and some that Fin.com does not document. */
function markedEvent(marks: Marks, type = 'customer.status') {
  const customerId = marks.uuid('customer_id');
  return {
    event: {
      id: marks.uuid('event.id'),
      event_reference_id: customerId,
      type,
      created_at: marks.text('event.created_at'),
      sandbox_mode: marks.text('event.sandbox_mode'),
      [marks.text('name of a member')]: marks.text('unknown member of the envelope'),
    },
    data: {
      customer_id: customerId,
      customer_status: marks.text('customer_status'),
      email: `${marks.text('email')}@example.com`,
      phone: marks.phone('phone'),
      first_name: marks.text('first_name'),
      last_name: marks.text('last_name'),
      country_of_residence: marks.text('country_of_residence'),
      tos_policies_url: marks.uuid('tos_policies_url'),
      rejection_reason: { moderation_comment: marks.text('moderation_comment') },
      request_for_information: [{ section: marks.text('section'), reason: marks.text('reason') }],
    },
  };
}

interface Posting {
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function post(
  { guarded, webhookSecret }: Stage,
  marks: Marks,
  body: string,
  { secret = webhookSecret, headers = {} }: Posting = {},
): Promise<Answer> {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  marks.noteSecret('x-fin-signature', signature);
  const answer = await request(`${new URL(guarded.url).origin}/webhooks/fin`, {
    method: 'POST',
    headers: { ...clientHeaders(marks), 'x-fin-signature': signature, ...headers },
    body,
  });
  // An accepted webhook has no body.
  return { ...answer, text: answer.text || '{}' };
}

/** How an event is changed before it is sent, and what comes of it. */
const EVENTS: [what: string, codes: readonly string[], body: (marks: Marks) => unknown][] = [
  ['a webhook about a customer', [], (marks) => markedEvent(marks)],
  [
    'a webhook of a type that is not known',
    [],
    (marks) => markedEvent(marks, `customer.${marks.text('type')}`),
  ],
  ['a webhook about something else', [], (marks) => markedEvent(marks, marks.text('type'))],
  [
    'a webhook about two customers',
    ['BAD_REQUEST'],
    (marks) => {
      const { event, data } = markedEvent(marks);
      return { event, data: { ...data, customer_id: marks.uuid('other customer') } };
    },
  ],
  ['a webhook without an event', ['BAD_REQUEST'], (marks) => markedEvent(marks).data],
];

export const WEBHOOK_PATHS: readonly Path[] = [
  ...EVENTS.map(
    ([name, codes, body]): Path => ({
      name,
      codes,
      run: async (stage, marks) => [await post(stage, marks, JSON.stringify(body(marks)))],
    }),
  ),
  {
    name: 'a webhook that comes again',
    codes: [],
    async run(stage, marks) {
      const body = JSON.stringify(markedEvent(marks));
      return [await post(stage, marks, body), await post(stage, marks, body)];
    },
  },
  {
    name: 'webhooks that are not signed with the secret',
    codes: ['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    async run(stage, marks) {
      const body = () => JSON.stringify(markedEvent(marks));
      const algorithm = { 'x-fin-signature-algorithm': marks.text('algorithm') };
      return [
        await post(stage, marks, body(), { secret: marks.text('another secret') }),
        await post(stage, marks, body(), { headers: algorithm }),
        await post(stage, marks, body(), { headers: { 'x-fin-signature': marks.text('signature') } }),
      ];
    },
  },
  {
    name: 'webhooks whose bodies cannot be read',
    codes: ['BAD_REQUEST', 'BAD_REQUEST', 'BAD_REQUEST'],
    async run(stage, marks) {
      const body = JSON.stringify(markedEvent(marks));
      const coding = { 'content-encoding': 'gzip' };
      return [
        await post(stage, marks, body.slice(0, -9)),
        await post(stage, marks, body, { headers: coding }),
        await post(stage, marks, body + ' '.repeat(300_000)),
      ];
    },
  },
];
