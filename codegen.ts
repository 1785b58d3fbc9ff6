import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { scalars, typeSettings } from './client/src/codegen.ts';
import { clientOperations } from './scripts/client-operations.ts';
import { schema } from './src/schema/index.ts';
import { clientSdl } from './src/schema/sdl.ts';

const CLIENT_TYPES = { ...typeSettings, importExtension: '.ts' };

/**
 * `npm run codegen`: the schema file, the typed operations of the examples, and their manifest of persisted operations. The
 * schema has neither unions nor interfaces, so clients need no list of possible types.
 */
const config: CodegenConfig = {
  schema: clientSdl(schema),
  silent: true,
  generates: {
    'schema.graphql': { plugins: ['schema-ast'] },
    'client/schema.graphql': { plugins: ['schema-ast'] },
    'client/src/operations.ts': {
      preset: clientOperations,
      documents: 'client/operations/*.graphql',
      documentTransforms: [addTypenameSelectionDocumentTransform],
      // Includes the files of React Native.
      config: { ...CLIENT_TYPES, scalars: { ...scalars, Upload: 'AnyFile' } },
    },
    'examples/generated/': {
      preset: 'client',
      documents: 'examples/operations/*.graphql',
      // A persisted operation must select the `__typename` that normalizing caches need.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: CLIENT_TYPES,
    },
  },
};

export default config;
