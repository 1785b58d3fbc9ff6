import { expect, test } from 'vitest';
import { toGermanTexts } from '../../examples/clients/show-errors.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';

test('the example shows each mistake in German, with the label of the field', async () => {
  await using stack = await startStack();
  const dates = { issueDate: '2030-01-15', expiryDate: '2029-01-15' };
  const proofOfIdentity = { ...EXAMPLE_INPUT.proofOfIdentity, ...dates, number: ' ' };

  const texts = toGermanTexts(await stack.attach({ ...EXAMPLE_INPUT, proofOfIdentity }));

  expect(texts).toContain('Bitte füllen Sie dieses Feld aus.');
  expect(texts).toContain('Dieses Datum darf nicht vor dem Datum im Feld „Ausstellungsdatum“ liegen.');
});

test('the example shows what to do if there is no response', () => {
  expect(toGermanTexts(new TypeError('fetch failed'))).toEqual([
    'Wir haben keine Antwort erhalten. Bitte prüfen Sie Ihre Internetverbindung.',
  ]);
});
