import type { Page } from 'playwright-core';
import { afterEach, expect, vi } from 'vitest';
import { accessibilityFaults } from '../../../support/browser/accessibility.ts';
import { test } from '../../../support/browser/browser-test.ts';
import { attachedDigests, digestsOf, onDisk, pickFiles } from '../../../support/browser/picked-files.ts';
import { fill, send, type Visit, visit } from '../visit-onboarding-page.ts';

// A browser takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

afterEach(() => {
  vi.useRealTimers();
});

/** Lets the access token expire at the gateway. */
function expireTokens({ signIn }: Visit) {
  signIn.isSignedIn = false;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 });
}

async function signInInOtherTab(page: Page) {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Sign in' }).click();
  const tab = await opened;
  await tab.waitForLoadState();
  await tab.close();
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Please sign in' });

test.for(['apollo', 'urql'])(
  '%s: a session that ends while the form is filled in asks to sign in, keeps the form, and sends it then',
  async (client, { browser }) => {
    await using scene = await visit(browser, `client=${client}`, { requiresSignIn: true });
    const { page, sandbox } = scene;
    const files = pickFiles();
    await using paths = await onDisk(files);
    await fill(page, paths);
    expireTokens(scene);

    await send(page);

    await dialogOf(page).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have signed in' }).click();
    await page.getByText('You are not signed in yet.').waitFor();
    await signInInOtherTab(page);
    await page.getByRole('button', { name: 'I have signed in' }).click();
    await dialogOf(page).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
    expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
    expect(sandbox.control.attachCount()).toBe(1);
    expect(scene.wrongs).toEqual([]);
  },
);

test('a person who signs in later keeps the form, and is asked again when it is sent', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', { requiresSignIn: true });
  const { page, sandbox, signIn } = scene;
  await using paths = await onDisk(pickFiles());
  await fill(page, paths);
  expireTokens(scene);
  await send(page);
  await dialogOf(page).waitFor();

  await page.keyboard.press('Escape');

  await page.getByText('Your session has ended. Please sign in again.').waitFor();
  expect(await page.getByLabel('Document number').inputValue()).toBe('A12345678');
  expect(sandbox.control.attachCount()).toBe(0);
  await send(page);
  await dialogOf(page).waitFor();
  signIn.isSignedIn = true;
  await page.evaluate("dispatchEvent(new Event('focus'))");
  await page.getByRole('heading', { name: 'Your documents have arrived' }).waitFor();
  expect(sandbox.control.attachCount()).toBe(1);
});

test('a page that is opened without a session asks to sign in before it shows anything', async ({
  browser,
}) => {
  await using scene = await visit(browser, '', { requiresSignIn: true });
  const { page, signIn } = scene;
  signIn.isSignedIn = false;
  await page.reload();
  await dialogOf(page).waitFor();

  await page.getByRole('button', { name: 'Not now' }).click();

  await page.getByRole('heading', { name: 'Please sign in' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await dialogOf(page).waitFor();
  await signInInOtherTab(page);
  await page.getByRole('button', { name: 'I have signed in' }).click();
  await page.getByText('Who you are').waitFor();
});

test('signing out removes what was entered', async ({ browser }) => {
  await using scene = await visit(browser, '', { requiresSignIn: true });
  const { page, signIn } = scene;
  await page.getByLabel('Document number').fill('A12345678');

  await page.getByRole('button', { name: 'Sign out' }).click();

  await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await expect.poll(() => signIn.isSignedIn).toBe(false);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await signInInOtherTab(page);
  await page.getByRole('button', { name: 'I have signed in' }).click();
  await page.getByText('Who you are').waitFor();
  expect(await page.getByLabel('Document number').inputValue()).toBe('');
});

test('signing out ends an upload', async ({ browser }) => {
  await using scene = await visit(browser, '', { requiresSignIn: true });
  const { page, site } = scene;
  await using paths = await onDisk(pickFiles());
  await fill(page, paths);
  site.halt(200_000);
  await send(page);
  await site.halted();
  const ended = page.waitForEvent('requestfailed');

  await page.getByRole('button', { name: 'Sign out' }).click();

  expect((await ended).url()).toContain('/graphql');
});
