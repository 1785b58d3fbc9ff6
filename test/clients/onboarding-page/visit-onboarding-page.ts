import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Sandbox } from '../../../sandbox/create-sandbox.ts';
import type { FilesOnDisk } from '../../support/browser/picked-files.ts';
import { type StackOptions, startStack } from '../../support/start-stack.ts';
import { createSignInService, type SignInService } from './create-sign-in-service.ts';
import { type ForeignAnswer, type OnboardingSite, serveOnboardingPage } from './serve-onboarding-page.ts';

export interface Visit extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly site: OnboardingSite;
  readonly page: Page;
  readonly signIn: SignInService;
  /** Requests to other origins, and uncaught errors of the page's scripts. */
  readonly wrongs: readonly string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** What answers in place of the gateway when the page starts. The form is not waited for then. */
  readonly answerInstead?: ForeignAnswer;
  /** Environment variables of the gateway. */
  readonly env?: StackOptions['env'];
  /** Lets a test move the clock of the page. */
  readonly hasClock?: boolean;
  /** Lets the gateway require access tokens, which a small sign-in service hands out. */
  readonly requiresSignIn?: boolean;
  /** Runs before the page is opened. */
  readonly prepare?: (sandbox: Sandbox) => void;
  /** A text of the page to wait for. That of the form by default. */
  readonly shows?: string;
}

/** Opens the built page beside a gateway and a sandbox of its own. */
export async function visit(
  browser: Browser,
  search = '',
  {
    answerInstead,
    hasClock,
    requiresSignIn = false,
    prepare,
    shows = 'Who you are',
    env,
    ...options
  }: VisitOptions = {},
): Promise<Visit> {
  // Reviews take as long as a test wants, however slow the machine.
  const nowMs = Date.now();
  const stack = await startStack({
    sandbox: { clock: () => nowMs },
    env: { FIN_TIMEOUT_MS: '60000', ...env },
    issuer: requiresSignIn,
  });
  const signIn = createSignInService(requiresSignIn ? stack.issuer : undefined);
  const site = await serveOnboardingPage(stack.gateway.origin, signIn);
  const page = await browser.newPage(options);
  page.setDefaultTimeout(30_000);
  const wrongs: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== site.origin && !['data:', 'blob:'].includes(protocol)) wrongs.push(request.url());
  });
  page.on('pageerror', ({ message }) => wrongs.push(message));
  prepare?.(stack.sandbox);
  if (hasClock) await page.clock.install();
  site.answerInstead(answerInstead);
  await page.goto(`${site.origin}/?${search}`);
  if (!answerInstead) await page.getByText(shows).waitFor();
  return {
    sandbox: stack.sandbox,
    site,
    page,
    signIn,
    wrongs,
    async [Symbol.asyncDispose]() {
      await page.close();
      for (const server of [site, stack]) await server[Symbol.asyncDispose]();
    },
  };
}

/** Fills the form with a national identity card and a utility bill. */
export async function fill(page: Page, files: FilesOnDisk, number = 'A12345678') {
  await page.getByLabel('Document', { exact: true }).selectOption('National identity card');
  await chooseCountry(page, 'Who you are', 'united states');
  await page.getByLabel('Document number').fill(number);
  await page.getByLabel('Date of issue').fill('2020-01-15');
  await page.getByLabel('Expiry date').fill('2030-01-15');
  await page.getByLabel('Front side').setInputFiles(files.front);
  await page.getByLabel('Back side').setInputFiles(files.back);
  await page.getByLabel('Proof of address', { exact: true }).selectOption('Utility bill');
  await chooseCountry(page, 'Where you live', 'cote');
  await page.getByLabel('Photo or scan').setInputFiles(files.bill);
  await page.getByLabel('I have read').check();
  await page.locator('.file-name').nth(2).waitFor();
}

export function countryField(page: Page, part: string) {
  return page.getByRole('group', { name: part }).getByRole('combobox', { name: 'Issuing country' });
}

export async function chooseCountry(page: Page, part: string, typed: string) {
  await countryField(page, part).fill(typed);
  await page.keyboard.press('Enter');
}

export function send(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Send documents' }).click();
}

/** What is shown under the fields, by the name of the field. */
export async function mistakes(page: Page): Promise<Record<string, string>> {
  const shown = await page.locator('.field-error').all();
  const entries = shown.map(async (mistake) => [
    (await mistake.getAttribute('id'))?.replace('-error', ''),
    await mistake.textContent(),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

/** A file input covers its preview, so it must never be seen. */
export function fileInputOpacities(page: Page): Promise<unknown> {
  return page.evaluate(
    `[...document.querySelectorAll('input[type=file]')].map((input) => getComputedStyle(input).opacity)`,
  );
}

export function focused(page: Page): Promise<unknown> {
  return page.evaluate('document.activeElement.id');
}
