import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { RequestRecord } from '../../observability/request-record.ts';

const MAX_NAME_LENGTH = 64;

/** Notes for the log which operation ran, once the document is known to be valid. */
export function useOperationName(): Plugin<{ record: RequestRecord }> {
  return {
    onExecute({ args: { document, operationName, contextValue } }) {
      const operation = getOperationAST(document, operationName);
      contextValue.record.operationName = operation?.name?.value.slice(0, MAX_NAME_LENGTH);
      contextValue.record.operationType = operation?.operation;
    },
  };
}
