import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod/mini';

const require = createRequire(import.meta.url);
const axeSource = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
const violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** The mistakes that axe finds in the page as it is now: rule and element, best practices included. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // The source has half a megabyte, so each page gets it only once.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource);
  const found = violations.parse(await page.evaluate('axe.run().then((result) => result.violations)'));
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
