import { markedArguments } from '../marked-inputs.ts';
import type { Marks } from '../markers.ts';
import type { Stage } from '../start-stage.ts';
import { markedInput } from './marked-customer.ts';
import { type Answer, ask, DOCUMENTS, one, type Path } from './path.ts';

/** Inputs that do not fit their types, or our rules. The changes are to the proof of identity. */
const MISFITS: [what: string, changes: (marks: Marks) => Record<string, unknown>][] = [
  ['a wrong enum value', (marks) => ({ type: marks.text('enum') })],
  ['a wrong country', (marks) => ({ country: marks.text('country') })],
  ['a day that is none', (marks) => ({ issueDate: marks.text('day') })],
  ['a list for a text', (marks) => ({ number: [marks.text('list')] })],
  [
    'an object for a text',
    (marks) => ({ number: { [marks.text('name', ['errors'])]: marks.text('member') } }),
  ],
  ['a number for a text', (marks) => ({ number: marks.number('number') })],
  ['a text for an object', (marks) => ({ files: marks.text('object') })],
  ['a wrong side', (marks) => ({ files: [{ side: marks.text('side'), uri: `/${marks.text('uri')}` }] })],
  ['a URI with a scheme', (marks) => ({ files: [{ uri: `https://${marks.text('uri')}/` }] })],
  ['an expired document', (marks) => ({ expiryDate: marks.date('expiry', 2001) })],
  ['a missing number', () => ({ number: null })],
  // Names are the client's developers' own words, and only the one who sent them sees them again.
  ['a field that is not there', (marks) => ({ [marks.text('field', ['errors'])]: marks.text('value') })],
];

export const MISFIT_PATHS: readonly Path[] = [
  ...MISFITS.map(
    ([what, changes]): Path => ({
      name: `an attach with ${what}`,
      codes: ['BAD_USER_INPUT'],
      run: (stage, marks) => attachWith(stage, marks, changes(marks)),
    }),
  ),
  {
    name: 'a text for the whole input',
    codes: ['BAD_USER_INPUT'],
    run(stage, marks) {
      const variables = { input: marks.text('input') };
      return one(ask(stage, marks, { query: DOCUMENTS.createIndividualCustomer, variables, on: 'open' }));
    },
  },
  {
    name: 'a new customer in whom nothing fits our rules',
    codes: ['BAD_USER_INPUT'],
    run(stage, marks) {
      const { input } = markedInput('createIndividualCustomer', marks);
      const bad = (field: string) => `Ж ${marks.text(field)} @@`;
      const basicInfo = { ...Object(input['basicInfo']), firstName: bad('first name'), email: bad('email') };
      const address = { ...Object(input['address']), state: bad('state'), postalCode: bad('postal code') };
      const variables = { input: { ...input, basicInfo, address } };
      return one(ask(stage, marks, { query: DOCUMENTS.createIndividualCustomer, variables, on: 'open' }));
    },
  },
  {
    name: 'references to what is no entity',
    codes: ['BAD_USER_INPUT', 'BAD_USER_INPUT'],
    run(stage, marks) {
      const representations = [
        { __typename: marks.text('type') },
        { __typename: 'IndividualCustomer', id: marks.text('id') },
      ];
      return one(ask(stage, marks, { query: DOCUMENTS._entities, variables: { representations } }));
    },
  },
];

function attachWith(stage: Stage, marks: Marks, changes: Record<string, unknown>): Promise<Answer[]> {
  const { input } = markedArguments('Mutation', 'attachIndividualDocuments', marks);
  const { proofOfIdentity, ...others } = { proofOfIdentity: {}, ...Object(input) };
  const variables = { input: { ...others, proofOfIdentity: { ...proofOfIdentity, ...changes } } };
  return one(ask(stage, marks, { query: DOCUMENTS.attachIndividualDocuments, variables }));
}
