import { setTimeout as after } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Sandbox } from '../../../sandbox/create-sandbox.ts';
import { content, encodeForm, sendForm, sha256, uploadForm } from '../../support/multipart.ts';
import type { TestGateway } from '../../support/start-gateway.ts';

export const PDF = content('pdf', 3_000_000);
export const FORM = encodeForm(uploadForm(PDF));
/** The buffers of two sockets cannot hold it, so part of it is still unsent when an early response arrives. */
export const LONG_FORM = encodeForm(uploadForm(content('pdf', 10_000_000)));
export const UNKNOWN = { retryable: false, outcome: 'UNKNOWN' };
export const AGAIN = { retryable: true, outcome: undefined };

export type Verdict = Readonly<Record<string, unknown>>;

export function verdictOf({
  code,
  retryable,
  outcome,
}: {
  code?: string;
  retryable?: boolean;
  outcome?: string | undefined;
}): Verdict {
  return { code, retryable, outcome };
}

/** After the pause that Fin.com may have asked for. */
export async function expectGoodService(gateway: TestGateway, { control }: Sandbox): Promise<void> {
  const { errors, data } = await sendWhenAllowed(gateway.url);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ uploadDocuments: { files: [{ sha256: sha256(PDF) }] } });
  expect(control.uploads.at(-1)?.sha256).toBe(sha256(PDF));
}

async function sendWhenAllowed(url: string) {
  const answer = await sendForm(url, FORM);
  const seconds = answer.errors?.[0]?.extensions.retryAfterSeconds;
  if (seconds === undefined) return answer;
  await after(seconds * 1_000);
  return sendForm(url, FORM);
}
