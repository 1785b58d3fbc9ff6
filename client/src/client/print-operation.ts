import { isRecord } from '../errors/records.ts';

/** `print` of the package graphql. A method, so that its parameter may be the type of syntax trees. */
export type PrintOperation = { print(tree: object): string }['print'];

/**
 * The text of an operation: one of this package, a `TypedDocumentString` of graphql-codegen or, with `print`, a syntax tree.
 *
 * @throws TypeError for a syntax tree without `print`
 */
export function printOperation(operation: unknown, print: PrintOperation | undefined): string {
  if (typeof operation === 'string' || operation instanceof String) return String(operation);
  if (print && isRecord(operation)) return print(operation);
  throw new TypeError(
    "The operation is a syntax tree. Pass `print` of the package graphql to createFetchClient, or generate operations as texts with `documentMode: 'string'`.",
  );
}
