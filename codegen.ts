import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { schema } from './src/schema/index.ts';
import { clientSdl } from './src/schema/sdl.ts';

/** What every client's types have in common: enums are unions of their words, and no scalar is left to `any`. */
const CLIENT_TYPES = {
  importExtension: '.ts',
  useTypeImports: true,
  enumType: 'string-literal',
  strictScalars: true,
  scalars: {
    UUID: 'string',
    Upload: 'File | Blob',
    LocalDate: 'string',
    DateTime: 'string',
    URL: 'string',
    PathSegment: 'string | number',
    JSONObject: 'Record<string, unknown>',
  },
};

/**
 * `npm run codegen`: the committed contract, typed documents for clients, and a manifest of those that the examples send.
 * The contract has neither unions nor interfaces, so no client needs a list of possible types.
 */
const config: CodegenConfig = {
  schema: clientSdl(schema),
  silent: true,
  generates: {
    'schema.graphql': { plugins: ['schema-ast'] },
    'test/clients/generated/': {
      preset: 'client',
      documents: 'test/clients/operations/*.graphql',
      presetConfig: { fragmentMasking: false },
      config: CLIENT_TYPES,
    },
    'examples/clients/generated/': {
      preset: 'client',
      documents: 'examples/clients/operations/*.graphql',
      // A normalising cache needs `__typename` in the answer, also where only the document's id was sent.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: CLIENT_TYPES,
    },
    'examples/onboarding-page/generated/': {
      preset: 'client',
      documents: [
        'examples/onboarding-page/operations/*.graphql',
        'examples/clients/operations/attach-individual-documents.graphql',
      ],
      presetConfig: { fragmentMasking: false },
      config: CLIENT_TYPES,
    },
    'examples/journey/generated/': {
      preset: 'client',
      documents: 'examples/journey/operations/*.graphql',
      presetConfig: { fragmentMasking: false },
      config: { ...CLIENT_TYPES, documentMode: 'string' },
    },
  },
};

export default config;
