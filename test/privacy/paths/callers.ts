import { createKey } from '../../support/start-issuer.ts';
import { markedArguments } from '../marked-inputs.ts';
import type { Marks } from '../markers.ts';
import { noteToken, REQUESTS_PER_MINUTE, type Stage } from '../start-stage.ts';
import { type Answer, ask, bearer, clientHeaders, DOCUMENTS, one, type Path, post, untilOk } from './path.ts';

/** Values of Authorization that are rejected. */
const AUTHORIZATIONS: [what: string, make: (stage: Stage, marks: Marks) => Promise<string> | string][] = [
  ['a word for a token', (_stage, marks) => `Bearer ${marks.text('token')}`],
  ['another scheme', (_stage, marks) => `Basic ${marks.text('credentials')}`],
  ['blanks in it', (_stage, marks) => `Bearer ${marks.text('token')} ${marks.text('token')}`],
  ['an expired token', (stage, marks) => bearer(stage, marks, {}, -3_600)],
  [
    'a token of another issuer',
    (stage, marks) => bearer(stage, marks, { iss: `https://${marks.text('iss')}.example` }),
  ],
  ['a token for another audience', (stage, marks) => bearer(stage, marks, { aud: marks.text('aud') })],
  ['a token without a subject', (stage, marks) => bearer(stage, marks, { sub: undefined })],
  [
    'a token that an unknown key has signed',
    async ({ issuer }, marks) => {
      const token = await issuer.bearer({
        key: await createKey(marks.text('kid')),
        claims: { sub: marks.text('sub') },
      });
      noteToken(marks, 'token', token);
      return token;
    },
  ],
];

/** The first of all: while the gateway knows no key of the issuer's. */
export const ISSUER_DOWN: Path = {
  name: 'the issuer fails and tells all',
  codes: ['UPSTREAM_UNAVAILABLE'],
  async run(stage, marks) {
    const words = marks.text('words of the issuer');
    stage.issuer.answer = (response) => response.writeHead(500).end(words);
    const refused = await ask(stage, marks, { query: '{ occupations { id } }' });
    stage.issuer.answer = undefined;
    await untilOk(() => ask(stage, marks, { query: '{ occupations { id } }' }));
    return [refused];
  },
};

export const CALLER_PATHS: readonly Path[] = [
  ...AUTHORIZATIONS.map(
    ([what, make]): Path => ({
      name: `a caller with ${what}`,
      codes: ['UNAUTHENTICATED'],
      run: async (stage, marks) => one(attach(stage, marks, { authorization: await make(stage, marks) })),
    }),
  ),
  {
    name: 'a caller without a token',
    codes: ['UNAUTHENTICATED'],
    run: (stage, marks) => one(attach(stage, marks, {})),
  },
  {
    name: 'a caller without the scope',
    codes: ['FORBIDDEN'],
    async run(stage, marks) {
      const authorization = await bearer(stage, marks, { scope: marks.text('scope') });
      return one(attach(stage, marks, { authorization }));
    },
  },
  {
    name: 'a caller for other customers',
    codes: ['FORBIDDEN', 'FORBIDDEN'],
    async run(stage, marks) {
      const authorization = await bearer(stage, marks, { customer_ids: [marks.uuid('other customer')] });
      const variables = markedArguments('Query', 'individualCustomer', marks);
      const body = JSON.stringify({ query: DOCUMENTS.individualCustomer, variables });
      const headers = { ...clientHeaders(marks), authorization };
      return [await attach(stage, marks, { authorization }), await post(stage.guarded, body, headers)];
    },
  },
  {
    name: 'a caller who asks too often',
    codes: ['RATE_LIMITED'],
    async run(stage, marks) {
      const headers = { ...clientHeaders(marks), authorization: await bearer(stage, marks) };
      const body = JSON.stringify({
        query: `{ occupations { id } }`,
        variables: { a: marks.text('variable') },
      });
      // On a slow machine, more requests are allowed in the meantime.
      for (let sent = 0; sent < 10 * REQUESTS_PER_MINUTE; sent += 1) {
        const answer = await post(stage.guarded, body, headers);
        if (answer.text.includes('"errors"')) return [answer];
      }
      return [];
    },
  },
];

function attach(stage: Stage, marks: Marks, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const variables = markedArguments('Mutation', 'attachIndividualDocuments', marks);
  const body = JSON.stringify({ query: DOCUMENTS.attachIndividualDocuments, variables });
  return post(stage.guarded, body, { ...clientHeaders(marks), ...headers });
}
