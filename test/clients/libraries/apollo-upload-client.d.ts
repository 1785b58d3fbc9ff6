/** The package has its types as JSDoc only, which the compiler reads of its own sources alone. */
declare module 'apollo-upload-client/UploadHttpLink.mjs' {
  import type { ApolloLink } from '@apollo/client';

  interface UploadHttpLinkOptions {
    readonly uri: string;
    readonly fetch?: typeof globalThis.fetch;
    readonly headers?: Readonly<Record<string, string>>;
    readonly useGETForQueries?: boolean;
  }
  const UploadHttpLink: new (options: UploadHttpLinkOptions) => ApolloLink;
  // biome-ignore lint/style/noDefaultExport: so does the package
  export default UploadHttpLink;
}
