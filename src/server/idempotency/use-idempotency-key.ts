import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type FieldError, GatewayError } from '../../errors.ts';
import { fieldError } from '../../field-errors.ts';
import { validateIdempotencyKey } from '../../idempotency/idempotency-key.ts';
import type { ServerContext } from '../graphql/server-context.ts';
import { createOperationReader } from '../operations/operation-reader.ts';
import { unquoteKey } from './unquote-key.ts';

/** Reads the header `Idempotency-Key` for the only mutation of a request. */
export function useIdempotencyKey(): Plugin<ServerContext> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const values = args.contextValue.req.headersDistinct['idempotency-key'];
      const reader = values && createOperationReader(args);
      if (!values || reader?.operation.operation !== 'mutation') return;
      // Fields that a directive may skip count too.
      const fieldCount = reader.selectedFields(reader.operation.selectionSet).length;
      const key = parseHeader(values, fieldCount);
      if (typeof key === 'string') {
        args.contextValue.requestIdempotencyKey = key;
        return;
      }
      const originalError = createHeaderError(key);
      setResultAndStopExecution({ errors: [new GraphQLError(originalError.message, { originalError })] });
    },
  };
}

/** Adds which fields are replayed, and sets a response header. */
export function withReplayedFields(
  result: ExecutionResult,
  { replayedFields, res }: Pick<ServerContext, 'replayedFields' | 'res'>,
): ExecutionResult {
  if (replayedFields.size === 0) return result;
  const replayed = Object.fromEntries(Array.from(replayedFields, (name) => [name, 'REPLAYED']));
  res.setHeader('idempotency-replayed', 'true');
  return { ...result, extensions: { ...result.extensions, idempotency: replayed } };
}

/** @returns the key, or what is wrong with the header */
function parseHeader([value = '', ...others]: readonly string[], fieldCount: number): string | FieldError {
  if (others.length > 0) return createConflict('The header is sent twice.');
  if (fieldCount > 1) {
    return createConflict(
      'The header is for requests with one mutation. Set idempotencyKey in each input instead.',
    );
  }
  const key = unquoteKey(value);
  if (key === undefined) {
    const message = 'The quoted string is malformed. Escape quotes and backslashes in it with a backslash.';
    return fieldError([], 'INVALID_FORMAT', message, { format: 'PRINTABLE_ASCII' });
  }
  return validateIdempotencyKey(key, [])[0] ?? key;
}

function createConflict(message: string): FieldError {
  return fieldError([], 'CONFLICTING', message, { with: ['Idempotency-Key'] });
}

/** Names the header in the message, since the path of the error is empty. */
function createHeaderError(fieldError: FieldError): GatewayError {
  const message = `The Idempotency-Key header is not valid. ${fieldError.message}`;
  return new GatewayError('BAD_USER_INPUT', { message, fieldErrors: [fieldError] });
}
