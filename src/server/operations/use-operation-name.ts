import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestRecord } from '../../observability/request-record.ts';

const MAX_NAME_LENGTH = 64;

/** Adds the name and type of a valid operation to the request's line in the log. */
export function useOperationName(): Plugin<{ record: RequestRecord }> {
  return {
    onExecute({ args: { document, operationName, contextValue } }) {
      const operation = getOperationAST(document, operationName);
      contextValue.record.operationName = operation?.name?.value.slice(0, MAX_NAME_LENGTH);
      contextValue.record.operationType = operation?.operation;
    },
  };
}
