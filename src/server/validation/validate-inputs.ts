import { type FieldNode, type GraphQLField, Kind } from 'graphql';
import type { FieldError, FieldPath } from '../../errors.ts';
import { MAX_FIELD_ERRORS } from '../../field-errors.ts';
import type { RuleContext } from '../../rules/rule-context.ts';
import type { IncomingFile } from '../../uploads/incoming-file.ts';
import {
  createOperationReader,
  type OperationArgs,
  type OperationReader,
} from '../operations/operation-reader.ts';
import { createLiteralNotation } from './input-notation.ts';
import { locateErrors, readVariables } from './input-validation.ts';
import { readInput } from './read-input.ts';
import type { SuggestField } from './suggest-field.ts';

export interface InputErrors {
  /** Empty if every value has the right type. Resolvers then apply the rules. */
  readonly errors: readonly FieldError[];
  /** If there are errors: the files that resolvers would have read. */
  readonly files: readonly IncomingFile[];
}

const VALID: InputErrors = { errors: [], files: [] };

/**
 * Validates all inputs of an operation before anything is executed. If some values have the wrong type, also applies the
 * rules of each field to the other values, so that the client gets all errors at once.
 *
 * @param literalErrors errors that validation of the operation found
 */
export function validateInputs(
  args: OperationArgs,
  literalErrors: readonly FieldError[],
  ruleContext: RuleContext,
  suggestField: SuggestField,
): InputErrors {
  const reader = createOperationReader(args);
  if (!reader) return VALID;
  const { operation } = reader;
  const variables = readVariables(args.schema, operation, args.variableValues ?? {}, suggestField);
  const notation = createLiteralNotation(
    new Map(Array.from(variables, ([name, { value }]) => [name, value])),
  );
  const fields = findRootFields(reader).map(({ field, node }) =>
    readArguments(field, node, notation, suggestField),
  );
  const typeErrors = removeDuplicates([
    ...literalErrors,
    ...locateErrors(args.document, operation, variables),
    ...fields.flatMap(({ errors }) => errors),
  ]);
  if (typeErrors.length === 0) return VALID;
  const isUnrelated = ({ path }: FieldError) => !typeErrors.some((known) => areRelated(known.path, path));
  const ruleErrors = fields.flatMap(
    ({ field, values }) => field.extensions.inputCheck?.rules(values, ruleContext) ?? [],
  );
  return {
    errors: removeDuplicates([...typeErrors, ...ruleErrors.filter(isUnrelated)]).slice(0, MAX_FIELD_ERRORS),
    files: fields.flatMap(({ field, values }) => field.extensions.inputCheck?.files(values) ?? []),
  };
}

interface RootField {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
}

/** Skips fields with directives, which may not be executed. */
function findRootFields({ operation, rootType, selectedFields }: OperationReader): RootField[] {
  const fields = rootType?.getFields() ?? {};
  return selectedFields(operation.selectionSet).flatMap(({ node }) => {
    const field = fields[node.name.value];
    return field && !node.directives?.length ? [{ field, node }] : [];
  });
}

interface FieldArguments {
  readonly field: RootField['field'];
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];
}

function readArguments(
  field: RootField['field'],
  { arguments: nodes = [] }: FieldNode,
  notation: ReturnType<typeof createLiteralNotation>,
  suggestField: SuggestField,
): FieldArguments {
  const values: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const { name, type } of field.args) {
    const node = nodes.find((argument) => argument.name.value === name)?.value;
    if (!node) continue;
    const read = readInput(notation, node, type, { path: [name], suggestField });
    values[name] = read.value;
    // Errors of variables are located separately. A literal that contains variables can still have errors of its own.
    if (node.kind !== Kind.VARIABLE) errors.push(...read.errors);
  }
  return { field, values, errors };
}

/** An invalid value may cause further errors around it and inside it. */
function areRelated(one: FieldPath, other: FieldPath): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.every((step, index) => step === long[index]);
}

function removeDuplicates(errors: readonly FieldError[]): FieldError[] {
  const toKey = ({ path, code, params }: FieldError) => JSON.stringify([path, code, params]);
  return [...new Map(errors.map((error) => [toKey(error), error])).values()];
}
