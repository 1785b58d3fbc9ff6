import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getOperationAST,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type FieldError, GatewayError } from '../../errors.ts';
import { validateIdempotencyKey } from '../../idempotency/idempotency-key.ts';
import type { ServerContext } from '../server-context.ts';
import { unquoteKey } from './quoted-key.ts';

const FOR_ONE_WRITE =
  'The header is for a request with one mutation: give each input its own idempotencyKey instead.';

/** Takes the header `Idempotency-Key` as the key of the one mutation of a request, and marks what was answered from a record. */
export function useIdempotencyKey(): Plugin<ServerContext, ServerContext> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { document, operationName, contextValue } = args;
      const operation = getOperationAST(document, operationName);
      const given = contextValue.req.headersDistinct['idempotency-key'];
      if (!given || operation?.operation !== 'mutation') return;
      try {
        contextValue.requestIdempotencyKey = keyIn(given, countFields(operation.selectionSet, document));
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        const { message } = error;
        setResultAndStopExecution({ errors: [new GraphQLError(message, { originalError: error })] });
      }
    },
    onResultProcess({ result, setResult, serverContext }) {
      const { replayedFields, res } = serverContext;
      if (replayedFields.size === 0 || Array.isArray(result) || Symbol.asyncIterator in result) return;
      const replayed = Object.fromEntries(Array.from(replayedFields, (name) => [name, 'REPLAYED']));
      res.setHeader('idempotency-replayed', 'true');
      setResult({ ...result, extensions: { ...result.extensions, idempotency: replayed } });
    },
  };
}

function keyIn([given = '', ...others]: readonly string[], fieldCount: number): string {
  if (others.length > 0) throw headerFault([conflict('The header is given twice.')]);
  if (fieldCount > 1) throw headerFault([conflict(FOR_ONE_WRITE)]);
  const key = unquoteKey(given);
  if (key === undefined) throw headerFault([notAString()]);
  const faults = validateIdempotencyKey(key, []);
  if (faults.length > 0) throw headerFault(faults);
  return key;
}

function conflict(message: string): FieldError {
  return { path: [], code: 'CONFLICTING', params: { with: ['Idempotency-Key'] }, message };
}

function notAString(): FieldError {
  const message =
    'It begins with a quote and is not a quoted string: escape quotes and backslashes in it by a backslash.';
  return { path: [], code: 'INVALID_FORMAT', params: { format: 'PRINTABLE_ASCII' }, message };
}

/** Says where the mistake is, since no path of the input does. */
function headerFault(fieldErrors: readonly FieldError[]): GatewayError {
  const message = `The header Idempotency-Key needs correcting: ${fieldErrors[0]?.message}`;
  return new GatewayError('BAD_USER_INPUT', { message, fieldErrors });
}

/** Counts those that a directive may leave out, too. Validation has seen to it that fragments end. */
function countFields(set: SelectionSetNode, document: DocumentNode): number {
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const count = (selectionSet: SelectionSetNode | undefined): number =>
    (selectionSet?.selections ?? []).reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + count(selection.selectionSet);
      const spread = fragments.find(({ name }) => name.value === selection.name.value);
      return sum + count(spread?.selectionSet);
    }, 0);
  return count(set);
}
