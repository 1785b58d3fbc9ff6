import type { DocumentNode } from 'graphql';
import type { TypedOperation } from '../client/gateway-client.ts';
import { isRecord } from '../errors/records.ts';

/** The text of an operation. Undefined for a syntax tree. */
export function operationText(operation: unknown): string | undefined {
  // graphql-codegen makes objects of a subclass of `String`.
  return typeof operation === 'string' || operation instanceof String ? String(operation) : undefined;
}

export function isSyntaxTree(operation: unknown): operation is DocumentNode {
  return isRecord(operation) && operation['kind'] === 'Document';
}

/** Whether a response has data. The gateway's schema guarantees that it has the type of the operation's result. */
export function hasData<Data, Variables>(
  _operation: TypedOperation<Data, Variables>,
  data: unknown,
): data is Data {
  return data !== null && data !== undefined;
}

export function toVariables(variables: unknown): Record<string, unknown> {
  return isRecord(variables) ? variables : {};
}
