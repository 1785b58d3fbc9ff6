import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { FieldName, FileFieldName } from '../../../examples/onboarding-page/form/model/form-values.ts';
import type { Sandbox } from '../../../sandbox/create-sandbox.ts';
import type { FilesOnDisk, PickedFile } from '../../support/browser/picked-files.ts';
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
  /** Responds in place of the gateway when the page starts. The visit then does not wait for the form. */
  readonly answerInstead?: ForeignAnswer;
  /** Environment variables of the gateway. */
  readonly env?: StackOptions['env'];
  /** Changes the sandbox before the page opens. */
  readonly prepare?: (sandbox: Sandbox) => unknown;
  /** Lets a test move the clock of the page. */
  readonly hasClock?: boolean;
  /** Lets the gateway require access tokens, which a small sign-in service hands out. */
  readonly requiresSignIn?: boolean;
  /** A text of the page to wait for. The form by default. */
  readonly shows?: string;
}

/** Opens the built page beside a gateway and a sandbox of its own. */
export async function visit(
  browser: Browser,
  search = '',
  { answerInstead, prepare, hasClock, requiresSignIn = false, shows, env, ...options }: VisitOptions = {},
): Promise<Visit> {
  const stack = await startStack({
    env: { FIN_TIMEOUT_MS: '60000', ...env },
    issuer: requiresSignIn,
  });
  prepare?.(stack.sandbox);
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
  if (hasClock) await page.clock.install();
  site.answerInstead(answerInstead);
  await page.goto(`${site.origin}/?${search}`);
  if (!answerInstead) await (shows ? page.getByText(shows) : page.locator('form')).waitFor();
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

/** The heading that takes the place of the form when Fin.com has the documents. */
export const ARRIVED = '#status-title';

/** The input of a field, in any language. */
export function field(page: Page, name: FieldName) {
  return page.locator(`[id="${name}"]`);
}

/** Fills the form with a national identity card and a utility bill. */
export async function fill(page: Page, files: FilesOnDisk, number = 'A12345678') {
  await fillTexts(page, number);
  await pick(page, 'proofOfIdentity.files.0', files.front);
  await pick(page, 'proofOfIdentity.files.1', files.back);
  await pick(page, 'proofOfAddress.files.0', files.bill);
}

/**
 * Chooses a file, and waits until the page has read it. Until then, the field shows no file.
 *
 * @param file a path, or the file itself
 */
export async function pick(page: Page, name: FileFieldName, file: string | PickedFile) {
  await field(page, name).setInputFiles(
    typeof file === 'string' ? file : { name: file.name, mimeType: file.type, buffer: file.bytes },
  );
  await page
    .locator('.field')
    .filter({ has: field(page, name) })
    .locator('.file-name')
    .waitFor();
}

export async function fillTexts(page: Page, number = 'A12345678') {
  await field(page, 'proofOfIdentity.type').selectOption('NATIONAL_ID');
  await chooseCountry(page, 'proofOfIdentity.country', 'US');
  await field(page, 'proofOfIdentity.number').fill(number);
  await field(page, 'proofOfIdentity.issueDate').fill('2020-01-15');
  await field(page, 'proofOfIdentity.expiryDate').fill('2030-01-15');
  await field(page, 'proofOfAddress.type').selectOption('UTILITY_BILL');
  await chooseCountry(page, 'proofOfAddress.country', 'US');
  await field(page, 'tosPoliciesValue').check();
}

export async function chooseCountry(page: Page, name: FieldName, typed: string) {
  await field(page, name).fill(typed);
  await page.keyboard.press('Enter');
}

export function send(page: Page): Promise<void> {
  return page.locator('button[type=submit]').click();
}

/** The messages under the fields, by the name of the field. */
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
