import { expect, it } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import type { ErrorReading } from '../../sandbox/validation/validation-error.ts';
import { attach, exampleAttach } from './sandbox-client.ts';

const SIDE = 'must be one of FRONT, BACK';
const COUNTRY = 'is required';

/** The same two mistakes, as each reading of the 422 schema writes them. */
const ERRORS_BY_READING: Record<ErrorReading, unknown> = {
  A: [{ side: SIDE }, { country: COUNTRY }],
  B: [{ 'proof_of_identity.files.0.side': SIDE }, { 'proof_of_address.country': COUNTRY }],
  C: [{ 'proof_of_identity.files[0].side': SIDE }, { 'proof_of_address.country': COUNTRY }],
  D: [{ 'proof_of_identity.files.0.side': SIDE, 'proof_of_address.country': COUNTRY }],
  E: [
    { field: 'proof_of_identity.files.0.side', message: SIDE },
    { field: 'proof_of_address.country', message: COUNTRY },
  ],
  F: [
    { message: `proof_of_identity.files.0.side ${SIDE}` },
    { message: `proof_of_address.country ${COUNTRY}` },
  ],
  G: [`proof_of_identity.files.0.side ${SIDE}`, `proof_of_address.country ${COUNTRY}`],
  'G-map': { 'proof_of_identity.files.0.side': SIDE, 'proof_of_address.country': COUNTRY },
  H: [
    { proof_of_identity: { files: { 0: { side: [SIDE] } } } },
    { proof_of_address: { country: [COUNTRY] } },
  ],
};

const withMistakes = () => {
  const example = exampleAttach();
  const files = [{ ...example.proof_of_identity.files[0], side: 'LEFT' }];
  return {
    ...example,
    proof_of_identity: { ...example.proof_of_identity, files },
    proof_of_address: { ...example.proof_of_address, country: undefined },
  };
};

it.each(Object.entries(ERRORS_BY_READING))('a 422 is shown in reading %s', async (reading, errors) => {
  await using sandbox = await startSandbox();
  sandbox.control.errorReading = reading as ErrorReading;
  const { status, json } = await attach(sandbox, withMistakes());
  expect([status, json]).toEqual([422, { message: 'Validation failed', errors }]);
});

it('the reading is chosen at the start, too', async () => {
  await using sandbox = await startSandbox({ errorReading: 'D' });
  expect((await attach(sandbox, withMistakes())).json).toMatchObject({ errors: ERRORS_BY_READING.D });
});
