import { readFile } from 'node:fs/promises';
import type { HttpResponse } from '../../http/http-response.ts';

/** The files of the page by their path below `/_sandbox/`. */
const FILES: Readonly<Record<string, { readonly file: string; readonly contentType: string }>> = {
  '': { file: 'page.html', contentType: 'text/html; charset=utf-8' },
  'page.css': { file: 'page.css', contentType: 'text/css; charset=utf-8' },
  'page.js': { file: 'page.js', contentType: 'text/javascript; charset=utf-8' },
  'show-list.js': { file: 'show-list.js', contentType: 'text/javascript; charset=utf-8' },
};

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

export function isPagePath(name: string): boolean {
  return Object.hasOwn(FILES, name);
}

/** @param name a path for which `isPagePath` is true */
export async function servePage(name: string): Promise<HttpResponse> {
  const { file, contentType } = FILES[name] ?? { file: name, contentType: 'text/plain' };
  const body = await readFile(new URL(file, import.meta.url), 'utf8');
  return { status: 200, contentType, headers: HEADERS, body };
}
