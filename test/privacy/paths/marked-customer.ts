import { markedArguments, type Variant } from '../marked-inputs.ts';
import type { Marks } from '../markers.ts';
import type { Stage } from '../start-stage.ts';

export interface MarkedInput {
  readonly input: Readonly<Record<string, unknown>>;
  /** Empty where the input names no customer. */
  readonly customerId: string;
}

export function markedInput(mutation: string, marks: Marks, variant?: Partial<Variant>): MarkedInput {
  const { input } = markedArguments('Mutation', mutation, marks, variant);
  if (typeof input !== 'object' || input === null) throw new Error(`${mutation} has no input`);
  return { input: { ...input }, customerId: 'customerId' in input ? String(input.customerId) : '' };
}

/** Lets Fin.com take what it would find fault with: no file of that URI was ever uploaded. */
export function accept(
  { sandbox }: Stage,
  operation: 'attachIndividualDocuments' | 'attachIndividualDocumentsV2' | 'updateCustomer',
  customerId: string,
): void {
  sandbox.control.faults.script(operation, { status: 200, body: { data: { customer_id: customerId } } });
}

/** Adds a customer of whom Fin.com wants all that can be sent. */
export function askForEverything({ sandbox: { control } }: Stage, customerId: string): void {
  const section = (name: string, fields: readonly string[]) => ({
    section: name,
    categories: [{ fields: fields.map((field_name) => ({ field_name })) }],
  });
  const ofBoth = ['type', 'country', 'files'];
  control.addCustomer({ customerId });
  control.setCustomer(customerId, {
    request_for_information: [
      section('proof_of_identity', [...ofBoth, 'number', 'issue_date', 'expiry_date']),
      section('proof_of_address', ofBoth),
      { section: 'tos_policies_value', categories: [] },
    ],
  });
}

/** Adds a customer of whom Fin.com tells nothing but markers. */
export function addMarkedCustomer({ sandbox: { control } }: Stage, marks: Marks, customerId: string): void {
  control.addCustomer({ customerId, tosPoliciesValue: marks.text('terms of the customer') });
  control.setCustomer(customerId, {
    first_name: marks.text('first name of the customer'),
    last_name: marks.text('last name of the customer'),
    email: `${marks.text('email of the customer')}@example.com`,
    phone: marks.phone('phone of the customer'),
    customer_status: marks.text('unknown status of the customer'),
  });
}
