import { GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GatewayError } from '../../errors.ts';
import type { UploadForm } from '../../uploads/upload-form.ts';
import { findUploads } from './find-uploads.ts';

/** Rejects a form if a file belongs to a variable that the operation does not declare: it would be dropped silently. */
export function useUploadCheck(): Plugin<{ uploadForm?: UploadForm }> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { document, operationName, variableValues, contextValue } = args;
      const form = contextValue.uploadForm;
      if (!form) return;
      const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
      const declared = new Set(definitions.map(({ variable }) => variable.name.value));
      const used = Object.entries(variableValues ?? {}).filter(([name]) => declared.has(name));
      if (findUploads(used).length === form.fileCount) return;
      const message = 'The map puts a file into a variable that the operation does not declare.';
      const originalError = new GatewayError('UPLOAD_MALFORMED', { message });
      setResultAndStopExecution({ errors: [new GraphQLError(message, { originalError })] });
    },
  };
}
