import type { FieldPath } from '../../../errors.ts';

/**
 * How a request is called on both sides: wire name to our name, in the order in which the wire has them.
 * A member that is an object has `fields`; a list of objects has `items`; an object whose names are the client's own is
 * `free`.
 */
export interface WireShape {
  readonly [wireName: string]: string | WireObject | WireList | FreeObject;
}
interface WireObject {
  readonly name: string;
  readonly fields: WireShape;
}
interface FreeObject {
  readonly name: string;
  readonly free: true;
}
interface WireList {
  readonly name: string;
  readonly items: WireShape;
}
type Member = WireShape[string];

/** Of dotted and bracketed paths, JSON pointers and JSONPath. */
const SEPARATORS = /[./[\]'"]+/;
/** What stands for the whole request: in JSONPath, in a pointer as a fragment, in JSON:API, and in frameworks. */
const REQUEST_PARTS: ReadonlySet<string> = new Set([
  ...['$', '#', 'body', 'data', 'attributes', 'payload', 'request', 'requestBody', 'json'],
]);

export const ATTACH_INDIVIDUAL_DOCUMENTS = {
  customer_id: 'customerId',
  proof_of_identity: {
    name: 'proofOfIdentity',
    fields: {
      type: 'type',
      number: 'number',
      country: 'country',
      issue_date: 'issueDate',
      expiry_date: 'expiryDate',
      files: { name: 'files', items: { side: 'side', uri: 'uri' } },
    },
  },
  proof_of_address: {
    name: 'proofOfAddress',
    fields: {
      type: 'type',
      country: 'country',
      files: { name: 'files', items: { uri: 'uri' } },
    },
  },
  tos_policies_value: 'tosPoliciesValue',
} as const satisfies WireShape;

const { customer_id: _inThePath, ...answerShape } = ATTACH_INDIVIDUAL_DOCUMENTS;
export const ANSWER_INFORMATION_REQUEST: WireShape = answerShape;

export const CREATE_INDIVIDUAL_CUSTOMER = {
  verification_type: 'verificationType',
  basic_info: {
    name: 'basicInfo',
    fields: {
      first_name: 'firstName',
      last_name: 'lastName',
      dob: 'dob',
      email: 'email',
      phone: 'phone',
      country_of_residence: 'countryOfResidence',
      nationality: 'nationality',
      tin: 'tin',
    },
  },
  address: {
    name: 'address',
    fields: {
      street: 'street',
      city: 'city',
      state: 'state',
      postal_code: 'postalCode',
      country: 'country',
    },
  },
  financial_profile: {
    name: 'financialProfile',
    fields: {
      occupation_id: 'occupationId',
      source_of_fund_id: 'sourceOfFundId',
      purpose_id: 'purposeId',
      monthly_volume_usd: 'monthlyVolumeUsd',
    },
  },
  meta_data: { name: 'metaData', free: true },
} as const satisfies WireShape;

/** The request's body as Fin.com wants it. Members that are null or undefined are left out. */
export function toWireBody(shape: WireShape, input: object): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [wireName, member] of Object.entries(shape)) {
    const value: unknown = Reflect.get(input, nameOf(member));
    if (value != null) body[wireName] = toWireValue(member, value);
  }
  return body;
}

function toWireValue(member: Member, value: unknown): unknown {
  if (typeof member === 'string' || typeof value !== 'object' || value === null) return value;
  if ('free' in member) return value;
  if ('fields' in member) return toWireBody(member.fields, value);
  return Array.isArray(value) ? value.map((item: object) => toWireBody(member.items, item)) : value;
}

/**
 * Where in the input a field of Fin.com's is: `proof_of_identity.files[0].uri`, `expiry_date`, `proofOfAddress/country`.
 * Paths may start at the body's root or further down, as long as only one place of the input fits.
 *
 * @returns the path from the argument `input`; empty where nothing fits, or more than one place does
 */
export function toInputPath(shape: WireShape, input: object, upstreamField: string): FieldPath {
  const written = upstreamField.split(SEPARATORS).filter((segment) => segment !== '');
  const start = written.findIndex((segment) => !isRequestPart(shape, segment));
  const segments = start === -1 ? [] : written.slice(start);
  if (segments.length === 0) return [];
  const [only, ...others] = placesOf(shape, input, segments);
  return only && others.length === 0 ? ['input', ...only] : [];
}

/** `body` or `$` in front of a path stands for the request itself. */
function isRequestPart(shape: WireShape, segment: string): boolean {
  return REQUEST_PARTS.has(segment) && !Object.hasOwn(shape, segment);
}

function placesOf(shape: WireShape, input: unknown, segments: readonly string[]): FieldPath[] {
  const fromHere = descend(shape, input, segments);
  if (fromHere) return [fromHere];
  return Object.values(shape).flatMap((member) => {
    if (typeof member === 'string' || 'free' in member) return [];
    const name = member.name;
    const inner: unknown = memberOf(input, name);
    if ('fields' in member) return placesOf(member.fields, inner, segments).map((path) => [name, ...path]);
    // A member of a list's items without an index: the list is as near as can be told.
    return descend(member.items, undefined, segments) ? [[name]] : [];
  });
}

function descend(shape: WireShape, input: unknown, segments: readonly string[]): FieldPath | undefined {
  const [head = '', ...rest] = segments;
  const member = Object.entries(shape).find(([wireName, m]) => wireName === head || nameOf(m) === head)?.[1];
  if (!member) return undefined;
  const name = nameOf(member);
  if (rest.length === 0) return [name];
  if (typeof member === 'string') return undefined;
  const below = descendInto(member, memberOf(input, name), rest);
  return below && [name, ...below];
}

function descendInto(
  member: Exclude<Member, string>,
  value: unknown,
  segments: readonly string[],
): FieldPath | undefined {
  if ('free' in member) return descendFreely(value, segments);
  if ('fields' in member) return descend(member.fields, value, segments);
  return descendIntoList(member.items, value, segments);
}

/** As far as the client's own names go. */
function descendFreely(value: unknown, segments: readonly string[]): FieldPath {
  const path: (string | number)[] = [];
  let place = value;
  for (const segment of segments) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, segment)) break;
    path.push(Array.isArray(place) ? Number(segment) : segment);
    place = Reflect.get(place, segment);
  }
  return path;
}

function descendIntoList(
  items: WireShape,
  list: unknown,
  segments: readonly string[],
): FieldPath | undefined {
  const [head = '', ...rest] = segments;
  const index = Number(head);
  if (!/^\d+$/.test(head) || !Array.isArray(list) || index >= list.length) return undefined;
  if (rest.length === 0) return [index];
  const below = descend(items, list[index], rest);
  return below && [index, ...below];
}

function memberOf(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? Reflect.get(input, name) : undefined;
}

function nameOf(member: Member): string {
  return typeof member === 'string' ? member : member.name;
}
