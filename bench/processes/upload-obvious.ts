import { enableCompileCache } from 'node:module';

// The gateway does the same.
enableCompileCache();

const { createServer } = await import('node:http');
const { createSchema, createYoga } = await import('graphql-yoga');
const { default: ky } = await import('ky');
const { announce } = await import('./announce.ts');

/** Built as the manuals of Yoga and ky suggest: buffers the whole form and sends `File` values on, without checks or hashes. */
const [upstreamUrl = '', authorization = ''] = process.argv.slice(2);
const target = new URL('/v1/customers/upload', upstreamUrl);

interface Arguments {
  readonly input: { readonly customerId: string; readonly files: readonly File[] };
}

interface Stored {
  readonly data: { readonly files: readonly Readonly<Record<string, string>>[] };
}

const schema = createSchema({
  typeDefs: /* GraphQL */ `
    scalar File
    input UploadDocumentsInput { customerId: ID!, files: [File!]! }
    type UploadedDocument { uri: String!, byteLength: Int! }
    type UploadDocumentsPayload { files: [UploadedDocument!]! }
    type Query { version: String }
    type Mutation { uploadDocuments(input: UploadDocumentsInput!): UploadDocumentsPayload }
  `,
  resolvers: {
    Mutation: {
      async uploadDocuments(_root: unknown, { input: { customerId, files } }: Arguments) {
        const form = new FormData();
        form.append('customer_id', customerId);
        for (const [index, file] of files.entries()) {
          // fetch does not accept Yoga's own File class.
          form.append(`file${index}`, new File([await file.arrayBuffer()], file.name));
        }
        const stored = await ky
          .post(target, { body: form, headers: { authorization }, retry: 0 })
          .json<Stored>();
        const uris = Object.assign({}, ...stored.data.files);
        return { files: files.map(({ size }, index) => ({ uri: uris[`file${index}`], byteLength: size })) };
      },
    },
  },
});

const yoga = createYoga({ schema, graphqlEndpoint: '/', maxRequestBodySize: false, logging: false });
announce(createServer((request, response) => yoga(request, response)));
