import { expect } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { content, filePart, jsonPart, sendForm, uploadForm } from '../../support/multipart.ts';
import type { TestGateway } from '../../support/start-gateway.ts';

export const PDF = content('pdf', 70_000);
export const { customerId } = EXAMPLE_INPUT;

/** Longer than a test may run, so only a response at once is in time. */
export const IDLE_MS = 600_000;
export const map = (value: unknown) => jsonPart('map', value);
export const mapTo = (...paths: string[]) => map({ 0: paths });
export const file = filePart('0', PDF);
export const path = 'variables.input.files.0';

export const PLACES = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Object];
export const functionsOf = (place: object) =>
  Object.values(Object.getOwnPropertyDescriptors(place)).flatMap(({ value }) =>
    typeof value === 'function' ? [value] : [],
  );

export async function expectGoodService(gateway: TestGateway): Promise<void> {
  const { errors, data } = await sendForm(gateway.url, uploadForm(PDF));
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ uploadDocuments: { files: [{ byteLength: PDF.length }] } });
}
