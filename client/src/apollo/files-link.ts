import { ApolloLink } from '@apollo/client';
import { createForm, extractFiles, type FilesByPath } from '../transport/multipart.ts';

/** Members of `fetchOptions` in the context, which Apollo Client passes on to `fetch`. */
interface FetchOptions extends RequestInit {
  readonly files?: FilesByPath;
}

/** Takes files out of the variables, because `HttpLink` would write them as JSON. `withForms` puts them into a form. */
export const filesLink = new ApolloLink((operation, forward) => {
  const { variables, files } = extractFiles(operation.variables);
  if (files.size === 0) return forward(operation);
  operation.setContext(({ fetchOptions }) => ({ fetchOptions: { ...fetchOptions, files } }));
  // A copy, so that a link that repeats the operation still has the files.
  return forward(Object.create(operation, { variables: { value: variables, enumerable: true } }));
});

/** Sends the operations that `filesLink` has taken files from as forms. */
export function withForms(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init?: FetchOptions) => {
    if (!init?.files || typeof init.body !== 'string') return fetch(input, init);
    const { files, ...rest } = init;
    const headers = new Headers(rest.headers);
    // `fetch` sets it, because it chooses the boundary.
    headers.delete('content-type');
    return fetch(input, { ...rest, headers, body: createForm(init.body, files) });
  };
}
