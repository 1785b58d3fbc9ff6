import type { Fault } from '../../../sandbox/faults/fault.ts';
import type { OperationName } from '../../../sandbox/routes.ts';
import { markedArguments } from '../marked-inputs.ts';
import type { Marks } from '../markers.ts';
import type { Stage } from '../start-stage.ts';
import { askForEverything, markedInput } from './marked-customer.ts';
import { type Answer, ask, DOCUMENTS, valuesIn } from './path.ts';

export const WRITES = [
  'attachIndividualDocuments',
  'createIndividualCustomer',
  'answerInformationRequest',
] as const;
type Write = (typeof WRITES)[number];
/** Those that have an endpoint of their own in v2. */
export const V2_WRITES = ['attachIndividualDocuments', 'createIndividualCustomer'] as const;

/** Each value in a message and in a field's name, and some in the general message. */
export function refusal(values: readonly string[]): Fault {
  const errors = values.map((value) => ({
    [`the field ${value}`]: `must not be ${value}, not even "${value}"`,
  }));
  return { status: 422, body: { message: values.slice(-3).join(' and '), errors } };
}

/** An attach that meets a fault. @param fault made from what Fin.com gets */
export function attachInto(
  stage: Stage,
  marks: Marks,
  fault: (values: readonly string[]) => Fault,
): Promise<Answer> {
  return writeInto(stage, marks, { write: 'attachIndividualDocuments', fault });
}

export async function writeInto(
  stage: Stage,
  marks: Marks,
  { write, fault }: { readonly write: Write; readonly fault: (values: readonly string[]) => Fault },
): Promise<Answer> {
  const { input, customerId } = markedInput(write, marks);
  if (write === 'answerInformationRequest') askForEverything(stage, customerId);
  const { faults } = stage.sandbox.control;
  const operation: OperationName = write === 'answerInformationRequest' ? 'updateCustomer' : write;
  faults.script(operation, fault(valuesIn(input)));
  const on = write === 'createIndividualCustomer' ? 'open' : 'guarded';
  const answer = await ask(stage, marks, { query: DOCUMENTS[write], variables: { input }, on });
  faults.clear(operation);
  return answer;
}

/** A write through v2 that meets a fault. */
export async function writeThroughV2Into(
  stage: Stage,
  marks: Marks,
  write: (typeof V2_WRITES)[number],
  fault: (values: readonly string[]) => Fault,
): Promise<Answer> {
  const { input } = markedInput(write, marks, { customerApi: 'v2' });
  const { faults } = stage.sandbox.control;
  faults.script(`${write}V2`, fault(valuesIn(input)));
  const answer = await ask(stage, marks, { query: DOCUMENTS[write], variables: { input }, on: 'v2' });
  faults.clear(`${write}V2`);
  return answer;
}

/** An attach that v2 refuses because v1 created the customer, and then v1 for what it got. */
export async function attachThroughBothInto(stage: Stage, marks: Marks): Promise<Answer> {
  const { input } = markedInput('attachIndividualDocuments', marks);
  const values = valuesIn(input);
  const message = values.join(' ');
  const { faults } = stage.sandbox.control;
  faults.script('attachIndividualDocumentsV2', {
    status: 403,
    body: { error: { code: 'forbidden', message } },
  });
  faults.script('getCustomerV2', { status: 404, body: { message } });
  faults.script('attachIndividualDocuments', refusal(values));
  const query = DOCUMENTS.attachIndividualDocuments;
  return ask(stage, marks, { query, variables: { input }, on: 'v2' });
}

/** The reading of a customer that meets a fault. */
export async function readInto(stage: Stage, marks: Marks, fault: (id: string) => Fault): Promise<Answer> {
  const variables = markedArguments('Query', 'individualCustomer', marks);
  const { faults } = stage.sandbox.control;
  faults.script('getCustomer', fault(String(variables['id'])));
  const answer = await ask(stage, marks, { query: DOCUMENTS.individualCustomer, variables });
  faults.clear('getCustomer');
  return answer;
}
