import { expect, test } from 'vitest';
import { requireUris } from '../../../src/datasources/fin/documents/require-uris.ts';
import { validateDocuments } from '../../../src/resolvers/documents/validate-documents.ts';
import { isUploadUri } from '../../../src/rules/upload-uri.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';

const INPUT = {
  ...EXAMPLE_INPUT,
  proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, files: [{ uri: '/a' }] },
};

const URIS: [uri: string, isGood: boolean][] = [
  ['/CwW9PHhP_Germany-passport.jpg', true],
  ['/a/b%20c.pdf', true],
  ['/ü.pdf', true],
  ['', false],
  ['/', false],
  ['a.pdf', false],
  ['//host/a.pdf', false],
  ['https://host/a.pdf', false],
  ['/https://host/a.pdf', false],
  ['/a b.pdf', false],
  ['/a\u0000.pdf', false],
  ['/../a.pdf', false],
  ['/a/%2e%2e/b', false],
  ['/a%2Fb', false],
  ['/a\\b', false],
];

test.each(URIS)('%j is a URI of an upload: %s; what is read can be sent', (uri, isGood) => {
  expect(isUploadUri(uri)).toBe(isGood);
  const proofOfAddress = { type: 'BANK_STATEMENT', country: 'USA', files: [{ uri }] } as const;
  const faults = validateDocuments(
    { ...INPUT, proofOfAddress: { ...proofOfAddress, files: [{ uri }] } },
    { now: new Date('2026-01-01'), customerApi: 'v1' },
  );
  expect(faults.length === 0).toBe(isGood);
});

test.each([{}, { uri: null }, { uri: undefined }, { uri: '' }])(
  'a file that is %j is never attached',
  (file) => {
    expect(() => requireUris([{ uri: '/a' }, file])).toThrow('a file has no URI');
    expect(() => requireUris([{ uri: '/a' }])).not.toThrow();
  },
);
