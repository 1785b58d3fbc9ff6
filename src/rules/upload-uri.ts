const CONTROL_OR_BLANK = /[\p{Cc}\s]/u;
/** Another host, a parent folder, or an encoded separator. */
const UNSAFE_PATH = /^\/\/|\\|\/(\.|%2e){1,2}(\/|$)|%(0[0-9a-f]|1[0-9a-f]|2f|5c|7f)/i;

/** Whether a text is a URI that Fin.com returns for a stored file: a slash, then an opaque path without a scheme. */
export function isUploadUri(text: string): boolean {
  if (!text.startsWith('/') || text.length < 2) return false;
  return !text.includes('://') && !CONTROL_OR_BLANK.test(text) && !UNSAFE_PATH.test(text);
}
