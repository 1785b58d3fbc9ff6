import assert from 'node:assert/strict';
import { attachedDigests, digestsOf, pickFiles } from '../../../test/support/browser/picked-files.ts';
import { type Stack, startStack } from '../../../test/support/start-stack.ts';
import type { ServedProject } from '../serve-project.ts';
import { withBrowser } from '../with-browser.ts';
import { attachWithForm } from './attach-with-form.ts';
import { checkForwarding } from './check-forwarding.ts';
import { serveNextRecipe } from './next-recipe.ts';
import { checkRelayRecipe } from './relay-recipe.ts';
import { serveSvelteKitRecipe } from './sveltekit-recipe.ts';

/** More than both frameworks accept without the settings of the recipes. */
const FILE_BYTES = 2_000_000;

/** Builds the recipes in docs/recipes.md that npm can install, and attaches documents with each. @throws if one fails */
export async function checkRecipes(parent: string, tarball: string): Promise<void> {
  await using stack = await startStack({ issuer: true });
  await checkRelayRecipe(parent, tarball, stack);
  for (const serve of [serveSvelteKitRecipe, serveNextRecipe]) {
    await using site = await serve(parent, tarball, stack);
    await checkSite(site, stack);
  }
}

async function checkSite({ origin }: ServedProject, { sandbox, issuer }: Stack) {
  const token = (await issuer.bearer()).replace('Bearer ', '');
  const forwarded = pickFiles(FILE_BYTES);
  await checkForwarding(origin, token, forwarded);
  assert.deepEqual(attachedDigests(sandbox), digestsOf(forwarded));

  const inForm = pickFiles(FILE_BYTES);
  await withBrowser((browser) => attachWithForm(browser, origin, token, inForm));
  const { FRONT, address } = digestsOf(inForm);
  assert.deepEqual(attachedDigests(sandbox), { FRONT, address });
}
