import { type ExecutionArgs, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestRecord } from '../../observability/request-record.ts';

const MAX_NAME_LENGTH = 64;

interface RecordContext {
  readonly record: RequestRecord;
}

/** Adds the name and type of a valid operation to the request's line in the log. */
export function useOperationName(): Plugin<RecordContext> {
  return {
    onExecute: ({ args }) => recordOperation(args, args.contextValue),
    onSubscribe: ({ args }) => recordOperation(args, args.contextValue),
  };
}

function recordOperation({ document, operationName }: ExecutionArgs, { record }: RecordContext): void {
  const operation = getOperationAST(document, operationName);
  record.operationName = operation?.name?.value.slice(0, MAX_NAME_LENGTH);
  record.operationType = operation?.operation;
}
