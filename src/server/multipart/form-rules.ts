import { MIMEType } from 'node:util';

/** What is wrong with a multipart form, in words for its developer. No value of the client's is repeated. */
export const FORM_MISTAKES = {
  noBoundary:
    'The content-type has no boundary. Do not set the header yourself: a client that sends FormData writes it, with the boundary.',
  fieldsAfterFiles: 'The fields "operations" and "map" must come before the files.',
  operationsMissing: 'The form has no field "operations".',
  operationsTwice: 'The field "operations" comes twice.',
  operationsNotJson: 'The field "operations" is not valid JSON.',
  operationsNotObject: 'The field "operations" must be a JSON object with query and variables.',
  batch: 'A batch cannot have files: send one operation.',
  mapMissing: 'The form has no field "map". An operation without files needs the map {}.',
  mapMissingAfterOthers:
    'The form has no field "map" among its first two fields: the only text fields are "operations" and "map", in this order.',
  mapFirst: 'The field "operations" must come before "map".',
  mapTwice: 'The field "map" comes twice.',
  mapNotJson: 'The field "map" is not valid JSON.',
  mapNotObject: 'The field "map" must be a JSON object, such as {"0": ["variables.input.files.0"]}.',
  mapNotLists: 'Each value in "map" must be a list of paths, such as ["variables.input.files.0"].',
  mapKeyTwice: 'A key stands twice in "map": each file needs a key of its own.',
  mapWithoutVariables: 'Each path in "map" must start with "variables.".',
  mapNotNull: 'The map may only point at what is null in operations.',
  fieldAsFile:
    'The fields "operations" and "map" must be plain text: append JSON.stringify(…) itself rather than a Blob or File of it.',
  fileAsField:
    'A file arrived as a text field: its content-disposition needs a filename. In FormData, append a File or Blob.',
  fileNotInMap: 'A file part is not in the map.',
  fileTwice: 'A file part comes twice.',
  transferEncoding:
    'A part has a content-transfer-encoding. Send its bytes as they are, without base64 or quoted-printable.',
} as const;

export type FormMistake = (typeof FORM_MISTAKES)[keyof typeof FORM_MISTAKES];

/** @returns undefined without a boundary. Names are compared without regard to case. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  try {
    return new MIMEType(contentType ?? '').params.get('boundary') || undefined;
  } catch {
    return undefined;
  }
}

const IDENTITY_ENCODINGS: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary']);

/** RFC 7578 deprecates encodings of parts, and nothing decodes them. */
export function encodingMistake(encoding: string): FormMistake | undefined {
  return IDENTITY_ENCODINGS.has(encoding.trim()) ? undefined : FORM_MISTAKES.transferEncoding;
}

export function operationsMistake(text: string): FormMistake | undefined {
  const operations = parse(text);
  if (operations === undefined) return FORM_MISTAKES.operationsNotJson;
  if (Array.isArray(operations)) return FORM_MISTAKES.batch;
  return isObject(operations) ? undefined : FORM_MISTAKES.operationsNotObject;
}

/** @param operations the text of the field, which is a JSON object */
export function mapMistake(text: string, operations: string): FormMistake | undefined {
  const map = parse(text);
  if (map === undefined) return FORM_MISTAKES.mapNotJson;
  if (!isObject(map)) return FORM_MISTAKES.mapNotObject;
  const lists: unknown[] = Object.values(map);
  const areLists = lists.every(
    (list) => Array.isArray(list) && list.every((path) => typeof path === 'string'),
  );
  if (!areLists) return FORM_MISTAKES.mapNotLists;
  // Strings before a colon are keys: the lists have none. JSON.parse keeps the last of several equal ones.
  const strings = text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g);
  const keyCount = [...strings].filter(([, colon]) => colon !== undefined).length;
  if (keyCount !== lists.length) return FORM_MISTAKES.mapKeyTwice;
  const paths = lists.flat().filter((path) => typeof path === 'string');
  if (!paths.every((path) => path.startsWith('variables.'))) return FORM_MISTAKES.mapWithoutVariables;
  const values = parse(operations);
  return paths.every((path) => isNullIn(values, path)) ? undefined : FORM_MISTAKES.mapNotNull;
}

/** The specification has null where a file goes. Elsewhere lie prototypes, values, and lists of any length. */
function isNullIn(operations: unknown, path: string): boolean {
  let place = operations;
  for (const step of path.split('.')) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, step)) return false;
    place = Reflect.get(place, step);
  }
  return place === null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns undefined for what is not JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
