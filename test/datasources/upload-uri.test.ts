import { expect, test } from 'vitest';
import { requireUris } from '../../src/datasources/fin/documents/require-uris.ts';
import { documentFaults } from '../../src/resolvers/documents/document-rules.ts';
import { isUploadUri } from '../../src/rules/upload-uri.ts';

const INPUT = {
  customerId: '55bd6b4e-c20a-4cc8-9535-91d5557a67d9',
  proofOfIdentity: {
    ...({ type: 'PASSPORT', number: 'A12345678', country: 'USA' } as const),
    ...{ issueDate: '2020-01-15', expiryDate: '2030-01-15', files: [{ uri: '/a' }] },
  },
  tosPoliciesValue: 'e9414388-fbdf-4407-b5c2-bc39eae3645b',
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
  const faults = documentFaults(
    { ...INPUT, proofOfAddress: { ...proofOfAddress, files: [{ uri }] } },
    new Date('2026-01-01'),
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
