import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getOperationAST,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { badUserInput, GatewayError } from '../errors.ts';
import { requireKey } from '../resolvers/idempotency-key.ts';
import type { ServerContext } from './create-gateway.ts';

const NAMES_ONE_WRITE =
  'The header Idempotency-Key is for a request with one mutation: give each input its own idempotencyKey instead.';
const GIVEN_TWICE = 'The header Idempotency-Key is given twice.';

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

function keyIn([key = '', ...others]: readonly string[], fieldCount: number): string {
  if (others.length > 0) throw headerFault('CONFLICTING', GIVEN_TWICE);
  if (fieldCount > 1) throw headerFault('CONFLICTING', NAMES_ONE_WRITE);
  requireKey(key, []);
  return key;
}

function headerFault(code: 'CONFLICTING', message: string): GatewayError {
  return badUserInput([{ path: [], code, params: { with: ['Idempotency-Key'] }, message }]);
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
