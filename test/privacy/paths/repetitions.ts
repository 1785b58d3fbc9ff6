import type { Marks } from '../markers.ts';
import type { Stage } from '../start-stage.ts';
import { attachForm, heads, part, sendForm } from './attach-form.ts';
import { accept, markedInput } from './marked-customer.ts';
import { type Answer, callerHeaders, DOCUMENTS, type Path, post, valuesIn } from './path.ts';

/** The same write again, for which the gateways keep records. */
export const REPETITION_PATHS: readonly Path[] = [
  {
    name: 'an attach is sent again, then with another input, and asked about',
    codes: ['IDEMPOTENCY_KEY_REUSED'],
    async run(stage, marks) {
      const { attach, customerId, ask } = await repeated(stage, marks);
      accept(stage, 'attachIndividualDocuments', customerId);
      return [
        await attach(),
        await attach(),
        await attach({ tosPoliciesValue: marks.text('terms') }),
        await ask(),
      ];
    },
  },
  {
    name: 'a refused attach is sent again',
    codes: ['FIN_VALIDATION_FAILED', 'FIN_VALIDATION_FAILED'],
    async run(stage, marks) {
      const { attach, input, ask } = await repeated(stage, marks);
      const message = valuesIn(input).join(' ');
      stage.sandbox.control.faults.script('attachIndividualDocuments', { status: 422, body: { message } });
      return [await attach(), await attach(), await ask()];
    },
  },
  {
    name: 'an attach of unknown outcome is sent again',
    codes: ['UPSTREAM_UNAVAILABLE', 'UPSTREAM_UNAVAILABLE'],
    async run(stage, marks) {
      const { attach, customerId, ask } = await repeated(stage, marks);
      // To know the outcome, the customer is looked up.
      stage.sandbox.control.addCustomer({ customerId });
      stage.sandbox.control.faults.script('attachIndividualDocuments', { reset: 'before-headers' });
      return [await attach(), await attach(), await ask()];
    },
  },
  {
    name: 'an attach with files is sent again under the key of a header',
    codes: [],
    async run(stage, marks) {
      const form = attachForm(stage, marks);
      const parts = [...heads(form), part(marks, form.identity), part(marks, form.address)];
      const headers = await callerHeaders(stage, marks, { id: form.customerId });
      return [
        await sendForm(stage.guarded.url, parts, headers),
        await sendForm(stage.guarded.url, parts, headers),
      ];
    },
  },
  {
    name: 'keys that are none',
    codes: ['BAD_USER_INPUT', 'BAD_USER_INPUT'],
    async run(stage, marks) {
      const { attach } = await repeated(stage, marks);
      return [
        await attach({ idempotencyKey: `${marks.text('key')} é` }),
        await attach({}, { 'idempotency-key': `${marks.text('another key')}` }),
      ];
    },
  },
];

/** The last of all: nothing comes back from Redis any more. */
export const REDIS_LOST: Path = {
  name: 'Redis is lost',
  codes: [],
  async run(stage, marks) {
    const { attach, customerId, ask } = await repeated(stage, marks);
    await stage.redis.stop();
    await stage.guarded.process.saw(/"event":"redis-lost"/);
    accept(stage, 'attachIndividualDocuments', customerId);
    return [await attach(), await attach(), await ask()];
  },
};

/** One caller with one key. */
async function repeated(stage: Stage, marks: Marks) {
  const { input, customerId } = markedInput('attachIndividualDocuments', marks);
  const headers = await callerHeaders(stage, marks, { customerId });
  const send = (
    query: string,
    variables: object,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => post(stage.guarded, JSON.stringify({ query, variables }), { ...headers, ...more });
  return {
    input,
    customerId,
    attach: (changes: object = {}, more?: Readonly<Record<string, string>>) =>
      send(DOCUMENTS.attachIndividualDocuments, { input: { ...input, ...changes } }, more),
    ask: () => send(DOCUMENTS.attachOutcome, { idempotencyKey: input['idempotencyKey'] }),
  };
}
