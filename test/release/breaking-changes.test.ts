import { expect, test } from 'vitest';
import { breakingChanges } from '../../scripts/release/breaking-changes.ts';
import { type Contract, readCurrentContract } from '../../scripts/release/contract.ts';
import { requireFittingVersion } from '../../scripts/release/version-rule.ts';

const contract = await readCurrentContract();

/** @throws if the text does not contain the pattern */
function replaced(text: string, pattern: string | RegExp, replacement: string): string {
  const changed = text.replace(pattern, replacement);
  if (changed === text) throw new Error(`Not found: ${pattern}`);
  return changed;
}

function withSdl(pattern: string | RegExp, replacement: string): Contract {
  return { ...contract, sdl: replaced(contract.sdl, pattern, replacement) };
}

function withExtensions(pattern: string | RegExp, replacement: string): Contract {
  const json = replaced(JSON.stringify(contract.errorExtensions), pattern, replacement);
  return { ...contract, errorExtensions: JSON.parse(json) };
}

test.each<[what: string, changed: Contract, reported: string]>([
  ['a removed field', withSdl('flagUrl: URL', 'flag: URL'), 'Country.flagUrl was removed.'],
  [
    'a removed enum value',
    withSdl(/^ {2}REVIEWING$/m, '  REVIEWED'),
    'REVIEWING was removed from enum type CustomerStatus.',
  ],
  [
    'a new required field of an input',
    withSdl('input AddressInput {', 'input AddressInput { floor: Int!'),
    'A required field floor on input type AddressInput was added.',
  ],
  [
    'an optional field of an input that becomes required',
    withSdl(/^ {2}middleName: String$/m, '  middleName: String!'),
    'BasicInfoInput.middleName changed type from String to String!.',
  ],
  [
    'a result that may be null from now on',
    withSdl('customer: IndividualCustomer!', 'customer: IndividualCustomer'),
    'AnswerInformationRequestPayload.customer changed type from IndividualCustomer! to IndividualCustomer.',
  ],
  [
    'another default of an argument',
    withSdl('perPage: Int = 10', 'perPage: Int = 20'),
    'Query.individualCustomers arg perPage has changed defaultValue from 10 to 20.',
  ],
  [
    'a field that needs a scope from now on',
    withSdl('All occupations,', 'Requires the scope `customers:read`. All occupations,'),
    'Query.occupations requires the scope customers:read now.',
  ],
  [
    'a removed error code',
    withExtensions(/\{"const":"NOT_FOUND","description":"[^"]*"\},/, ''),
    'extensions.code can no longer be "NOT_FOUND".',
  ],
  [
    'a removed member of the error extensions',
    withExtensions('"retryAfterSeconds":', '"retryAfter":'),
    'extensions.retryAfterSeconds was removed.',
  ],
  [
    'a removed code of field errors',
    withExtensions('"title":"DUPLICATE"', '"title":"REPEATED"'),
    'extensions.fieldErrors[] (DUPLICATE) was removed.',
  ],
  [
    'a removed param of a field error',
    withExtensions('"detected":', '"found":'),
    'extensions.fieldErrors[] (FILE_TYPE_NOT_ALLOWED).params.detected was removed.',
  ],
  [
    'a param that may be missing from now on',
    withExtensions('"required":["allowed","detected"]', '"required":["allowed"]'),
    'extensions.fieldErrors[] (FILE_TYPE_NOT_ALLOWED).params.detected is no longer always present.',
  ],
  [
    'a param of another type',
    withExtensions('"notBefore":{"type":"string"', '"notBefore":{"type":"integer"'),
    'extensions.fieldErrors[] (OUT_OF_RANGE).params.notBefore is no longer of the type string.',
  ],
  [
    'another HTTP status of an error',
    { ...contract, errorCodes: { ...contract.errorCodes, NOT_FOUND: { status: 410, retryable: false } } },
    'The HTTP status of NOT_FOUND changed from 404 to 410.',
  ],
  [
    'a removed environment variable',
    { ...contract, variables: without(contract.variables, 'TRUST_PROXY') },
    'The environment variable TRUST_PROXY was removed.',
  ],
  [
    'another default of an environment variable',
    { ...contract, variables: { ...contract.variables, PORT: '8080' } },
    'The default of the environment variable PORT changed.',
  ],
  [
    'a removed subpath of the client package',
    { ...contract, clientSubpaths: contract.clientSubpaths.filter((path) => path !== './errors') },
    'The client subpath ./errors was removed.',
  ],
  [
    'a renamed metric',
    { ...contract, metrics: contract.metrics.map((name) => name.replace('redis_up', 'redis_is_up')) },
    'The metric fin_gateway_redis_up was removed.',
  ],
  [
    'a renamed log event',
    { ...contract, logEvents: contract.logEvents.map((name) => name.replace(/^audit$/, 'write')) },
    'The log event audit was removed.',
  ],
])('%s is a breaking change, reported once', (_, changed, reported) => {
  expect(breakingChanges(contract, changed)).toEqual([reported]);
});

test('additions are not breaking: fields, optional inputs, enum values, codes, params, variables, metrics', () => {
  const added: Contract = {
    ...contract,
    sdl: `${contract.sdl}
      type Notice { message: String! }
      extend type Country { capital: String }
      extend type Query { notices(first: Int): [Notice!]! }
      extend input AddressInput { floor: Int }
      extend enum Gender { OTHER }`,
    errorExtensions: withExtensions('{"const":"NOT_FOUND"', '{"const":"GONE"},{"const":"NOT_FOUND"')
      .errorExtensions,
    errorCodes: { ...contract.errorCodes, GONE: { status: 410, retryable: false } },
    variables: { ...contract.variables, MORE: '1' },
    metrics: [...contract.metrics, 'fin_gateway_more_total'],
  };

  expect(breakingChanges(contract, added)).toEqual([]);
});

test('the contract contains every table that it is read from', () => {
  expect(contract.metrics).toContain('fin_gateway_redis_up');
  expect(contract.logEvents).toContain('audit');
  expect(contract.clientSubpaths).toContain('./errors');
  expect(contract.variables).toMatchObject({ PORT: '4000', REDIS_URL: null });
});

test.each([
  ['0.1.0', '0.2.0', true],
  ['0.1.0', '0.1.1', false],
  ['0.9.4', '1.0.0', true],
  ['1.4.2', '2.0.0', true],
  ['1.4.2', '1.5.0', false],
])('after %s, %s may be released; breaking changes: %s', (last, next, isBreaking) => {
  expect(() => requireFittingVersion(last, next, isBreaking)).not.toThrow();
});

test.each([
  ['0.1.0', '0.1.1', true, '0.1.1 must be a new minor version'],
  ['1.4.2', '1.5.0', true, '1.5.0 must be a new major version'],
  ['1.4.2', '1.4.2', false, '1.4.2 is not higher than 1.4.2'],
  ['1.4.2', '1.3.9', false, '1.3.9 is not higher than 1.4.2'],
  ['1.4.2', 'next', false, 'next is not a version'],
])('after %s, %s is rejected; breaking changes: %s', (last, next, isBreaking, message) => {
  expect(() => requireFittingVersion(last, next, isBreaking)).toThrow(message);
});

function without<Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  const { [name]: _, ...others } = record;
  return others;
}
