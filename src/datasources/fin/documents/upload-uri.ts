const CONTROL_OR_BLANK = /[\p{Cc}\s]/u;
/** Another host, a parent folder, or an encoded separator. */
const UNSAFE_PATH = /^\/\/|\\|\/(\.|%2e){1,2}(\/|$)|%(0[0-9a-f]|1[0-9a-f]|2f|5c|7f)/i;
const MAX_LENGTH = 2_048;

/** Whether a text is a URI as Fin.com gives to a stored file: `/`, then a name. The input rules accept no other form. */
export function isUploadUri(text: string): boolean {
  if (!text.startsWith('/') || text.length < 2 || text.length > MAX_LENGTH) return false;
  return !text.includes('://') && !CONTROL_OR_BLANK.test(text) && !UNSAFE_PATH.test(text);
}

/**
 * Guards against files that were said to be stored and were not: Fin.com's schema accepts a file without a URI.
 *
 * @throws {Error} before anything is sent
 */
export function requireUris(files: readonly { readonly uri?: string | null | undefined }[]): void {
  if (files.some(({ uri }) => !uri)) throw new Error('a file has no URI');
}
