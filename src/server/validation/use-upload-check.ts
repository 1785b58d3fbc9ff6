import { GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GatewayError } from '../../errors.ts';
import type { UploadForm } from '../../uploads/upload-form.ts';
import { uploadsIn } from '../http/upload-form.ts';

/** Refuses a form with a file in a place that the operation does not read: it would be dropped in silence. */
export function useUploadCheck(): Plugin<{ uploadForm?: UploadForm }> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { document, operationName, variableValues, contextValue } = args;
      const form = contextValue.uploadForm;
      if (!form) return;
      const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
      const declared = new Set(definitions.map(({ variable }) => variable.name.value));
      const read = Object.entries(variableValues ?? {}).filter(([name]) => declared.has(name));
      if (uploadsIn(read).length === form.fileCount) return;
      const message = 'A file is mapped to something that is no variable of the operation.';
      const originalError = new GatewayError('UPLOAD_MALFORMED', { message });
      setResultAndStopExecution({ errors: [new GraphQLError(message, { originalError })] });
    },
  };
}
