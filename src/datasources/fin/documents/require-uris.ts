/**
 * Fin.com's schema accepts a file without a URI, which would be lost silently.
 *
 * @throws {Error} before anything is sent
 */
export function requireUris(files: readonly { readonly uri?: string | null | undefined }[]): void {
  if (files.some(({ uri }) => !uri)) throw new Error('a file has no URI');
}
