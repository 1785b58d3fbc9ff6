import { type ExecutionArgs, type FieldNode, type GraphQLField, getOperationAST, Kind } from 'graphql';
import type { FieldError, FieldPath } from '../../errors.ts';
import type { IncomingFile } from '../../uploads/incoming-file.ts';
import { fragmentsOf, selectedFields } from '../limits/selected-fields.ts';
import { literalNotation } from './input-notation.ts';
import { faultsInPlace, readVariables } from './input-validation.ts';
import { MAX_FAULTS, readInput } from './read-input.ts';

type OperationInputs = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>;

export interface JudgedInputs {
  /** Empty if every value fits its type; the resolvers then apply the rules. */
  readonly faults: readonly FieldError[];
  /** Files that the operation would have read, where values do not fit. */
  readonly files: readonly IncomingFile[];
}

/**
 * Judges all inputs of an operation before anything is executed. If some values do not fit their types, the rules of each
 * field are applied to the others, so that one answer has all mistakes.
 *
 * @param knownFaults what was found when the document was validated
 */
export function judgeInputs(
  inputs: OperationInputs,
  knownFaults: readonly FieldError[],
  now: Date,
): JudgedInputs {
  const { schema, document, operationName, variableValues } = inputs;
  const operation = getOperationAST(document, operationName);
  if (!operation) return { faults: [], files: [] };
  const variables = readVariables(schema, operation, variableValues ?? {});
  const notation = literalNotation(new Map(Array.from(variables, ([name, { value }]) => [name, value])));
  const read = rootFieldsIn(inputs).map(({ field, node }) => readArguments(field, node, notation));
  const typeFaults = withoutRepeats([
    ...knownFaults,
    ...faultsInPlace(document, operation, variables),
    ...read.flatMap(({ faults }) => faults),
  ]);
  if (typeFaults.length === 0) return { faults: [], files: [] };
  const isUnrelated = ({ path }: FieldError) => !typeFaults.some((known) => areRelated(known.path, path));
  const broken = read.flatMap(({ field, args }) => field.extensions.inputCheck?.rules(args, now) ?? []);
  return {
    faults: withoutRepeats([...typeFaults, ...broken.filter(isUnrelated)]).slice(0, MAX_FAULTS),
    files: read.flatMap(({ field, args }) => field.extensions.inputCheck?.files(args) ?? []),
  };
}

interface RootField {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
}

/** Fields that a directive may leave out are left to execution. */
function rootFieldsIn({ schema, document, operationName }: OperationInputs): RootField[] {
  const operation = getOperationAST(document, operationName);
  const fields = operation && schema.getRootType(operation.operation)?.getFields();
  if (!fields) return [];
  return [...selectedFields(operation.selectionSet, fragmentsOf(document))].flatMap((node) => {
    const field = fields[node.name.value];
    return field && !node.directives?.length ? [{ field, node }] : [];
  });
}

interface ReadArguments {
  readonly field: RootField['field'];
  readonly args: Readonly<Record<string, unknown>>;
  readonly faults: readonly FieldError[];
}

function readArguments(
  field: RootField['field'],
  { arguments: nodes = [] }: FieldNode,
  notation: ReturnType<typeof literalNotation>,
): ReadArguments {
  const args: Record<string, unknown> = {};
  const faults: FieldError[] = [];
  for (const { name, type } of field.args) {
    const node = nodes.find((argument) => argument.name.value === name)?.value;
    if (!node) continue;
    const read = readInput(notation, node, type, [name]);
    args[name] = read.value;
    // A literal may contain variables whose values only fit elsewhere.
    if (node.kind !== Kind.VARIABLE) faults.push(...read.faults);
  }
  return { field, args, faults };
}

/** A value with a mistake may be the cause of whatever is wrong around it and inside it. */
function areRelated(one: FieldPath, other: FieldPath): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.every((step, index) => step === long[index]);
}

function withoutRepeats(faults: readonly FieldError[]): FieldError[] {
  return [
    ...new Map(
      faults.map((fieldError) => [JSON.stringify([fieldError.path, fieldError.code]), fieldError]),
    ).values(),
  ];
}
