import { readFileSync } from 'node:fs';

/** `<!-- examples/clients/attach.ts -->` and the code block below it. */
const EMBEDDED = /^(<!-- (examples\/\S+) -->\n```\w+\n).*?^```$/gms;

/**
 * Replaces each embedded code block by the current content of its file.
 *
 * @throws if a file does not exist
 */
export function embedExamples(page: string): string {
  return page.replaceAll(EMBEDDED, (_block, head: string, path: string) => {
    const code = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
    return `${head}${code}\`\`\``;
  });
}
