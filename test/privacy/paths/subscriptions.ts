import { openInitialized, openSocket } from '../../support/network/open-socket.ts';
import { subscribe } from '../../support/subscribe.ts';
import { markedArguments } from '../marked-inputs.ts';
import type { Marks } from '../markers.ts';
import type { Stage } from '../start-stage.ts';
import { addMarkedCustomer } from './marked-customer.ts';
import {
  type Answer,
  bearer,
  callerHeaders,
  clientHeaders,
  DOCUMENTS,
  idsIn,
  one,
  type Path,
  post,
} from './path.ts';

const QUERY = DOCUMENTS.individualCustomerChanged;
const ACCEPT = { accept: 'text/event-stream' };

/** Pages of other origins may not subscribe. */
const ownOrigin = ({ guarded }: Stage) => ({ origin: new URL(guarded.url).origin });

/** Arguments for a customer whose data are markers. */
function markedCustomer(stage: Stage, marks: Marks) {
  const variables = markedArguments('Subscription', 'individualCustomerChanged', marks);
  addMarkedCustomer(stage, marks, String(variables['id']));
  return variables;
}

async function streamOnce(
  stage: Stage,
  marks: Marks,
  variables: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const headers = { ...(await callerHeaders(stage, marks, variables)), ...ownOrigin(stage), ...ACCEPT };
  const stream = await subscribe(stage.guarded.url, QUERY, variables, headers);
  return stream.next().finally(stream.close);
}

/** The first message that answers a subscription. */
async function sendOnce(
  stage: Stage,
  marks: Marks,
  payload: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> },
): Promise<Answer> {
  const authorization = await bearer(stage, marks, { customer_ids: idsIn(payload.variables) });
  const headers = { ...clientHeaders(marks), ...ownOrigin(stage) };
  const init = { authorization, [marks.text('name of a parameter')]: marks.text('parameter') };
  await using socket = await openInitialized(stage.guarded.url, init, { headers });
  socket.send({ id: marks.text('id of the subscription'), type: 'subscribe', payload });
  const message = await socket.next();
  const body = message.type === 'error' ? { errors: message.payload } : message.payload;
  return { status: 200, headers: new Headers(), text: JSON.stringify(body) };
}

export const SUBSCRIPTION_PATHS: readonly Path[] = [
  {
    name: 'a customer is subscribed to',
    codes: [],
    run: (stage, marks) => one(streamOnce(stage, marks, markedCustomer(stage, marks))),
  },
  {
    name: 'a customer is subscribed to over a WebSocket',
    codes: [],
    run: (stage, marks) =>
      one(sendOnce(stage, marks, { query: QUERY, variables: markedCustomer(stage, marks) })),
  },
  {
    name: 'a page of another origin subscribes',
    codes: ['FORBIDDEN'],
    async run(stage, marks) {
      const variables = markedCustomer(stage, marks);
      const headers = { ...(await callerHeaders(stage, marks, variables)), ...ACCEPT };
      return one(post(stage.guarded, JSON.stringify({ query: QUERY, variables }), headers));
    },
  },
  {
    name: 'something that is no id is subscribed to',
    codes: ['BAD_USER_INPUT', 'BAD_USER_INPUT'],
    async run(stage, marks) {
      const variables = () => ({ id: marks.text('id') });
      return [
        await streamOnce(stage, marks, variables()),
        await sendOnce(stage, marks, { query: QUERY, variables: variables() }),
      ];
    },
  },
  {
    name: 'something else is sent over a WebSocket',
    codes: ['BAD_REQUEST', 'GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED'],
    async run(stage, marks) {
      const literal = (place: string) => `id: "${marks.text(place)}"`;
      return [
        await sendOnce(stage, marks, {
          query: `{ individualCustomer(${literal('literal of a query')}) { status } }`,
        }),
        await sendOnce(stage, marks, { query: `subscription { ${literal('literal of no operation')} ` }),
        await sendOnce(stage, marks, {
          query: `subscription { individualCustomerChanged(${literal('literal')}) { nothing } }`,
        }),
      ];
    },
  },
  {
    name: 'a WebSocket is closed',
    codes: [],
    async run(stage, marks) {
      const headers = { ...clientHeaders(marks), ...ownOrigin(stage) };
      for (const message of [
        { type: 'connection_init', payload: { authorization: `Bearer ${marks.text('token')}` } },
        { type: marks.text('type of a message'), id: marks.text('id of a message') },
        { type: 'connection_init', payload: marks.text('payload') },
      ]) {
        await using socket = await openSocket(stage.guarded.url, { headers });
        socket.send(message);
        await socket.closed;
      }
      return [];
    },
  },
];
