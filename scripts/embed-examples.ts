import { readFileSync } from 'node:fs';

/** `<!-- examples/clients/fetch.ts -->`, and the block of code below it. */
const EMBEDDED = /^(<!-- (examples\/\S+) -->\n```\w+\n).*?^```$/gms;

/**
 * The page with each embedded file as it is now.
 *
 * @throws if there is no such file
 */
export function embedExamples(page: string): string {
  return page.replaceAll(EMBEDDED, (_block, head: string, path: string) => {
    const code = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
    return `${head}${code}\`\`\``;
  });
}
