/** One complaint of Fin.com: about a field as Fin.com calls it, or about the whole request. */
export interface Complaint {
  readonly field: string | undefined;
  readonly message: string;
}

export interface RefusalBody {
  readonly message: string | undefined;
  readonly complaints: readonly Complaint[];
}

const FIELD_KEYS = ['field', 'path', 'key', 'param'];
const MAX_COMPLAINTS = 100;
const MAX_DEPTH = 8;

/**
 * Reads the body of a refusal in each shape that is documented, or that the documents leave open: `errors` as a list
 * or a map, of field-to-text maps, field/message pairs or plain texts; PATCH's `data` map; `error.details`.
 * Never throws: of a body that is none of these, what can be read is kept.
 */
export function parseRefusalBody(text: string): RefusalBody {
  const body = asRecord(parseJson(text));
  const error = asRecord(body['error']);
  const sources = [body['errors'], error['details'], error['errors'], body['data']];
  const complaints = sources.flatMap((source) => complaintsOf(source, [], 0)).slice(0, MAX_COMPLAINTS);
  const message = asText(body['message']) ?? asText(error['message']) ?? asText(body['error']);
  return { message, complaints };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a 422 that is not JSON still is a 422
  }
}

function complaintsOf(value: unknown, path: readonly string[], depth: number): Complaint[] {
  if (depth > MAX_DEPTH) return [];
  const message = asText(value);
  if (message !== undefined) return [{ field: path.length > 0 ? path.join('.') : undefined, message }];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => complaintsOf(item, path, depth + 1));
  const record = asRecord(value);
  const pair = pairOf(record, path);
  if (pair) return [pair];
  return Object.entries(record).flatMap(([key, inner]) => complaintsOf(inner, [...path, key], depth + 1));
}

/** `{ "field": "…", "message": "…" }`, or a lone `message`. Anything else is a map from fields to texts. */
function pairOf(record: Record<string, unknown>, path: readonly string[]): Complaint | undefined {
  const message = asText(record['message']);
  if (message === undefined) return undefined;
  const fieldKey = FIELD_KEYS.find((key) => pathText(record[key]) !== undefined);
  if (fieldKey === undefined && Object.keys(record).length > 1) return undefined;
  const field = [...path, ...(fieldKey === undefined ? [] : [pathText(record[fieldKey])])].join('.');
  return { field: field === '' ? undefined : field, message };
}

function pathText(value: unknown): string | undefined {
  return Array.isArray(value) ? value.join('.') : asText(value);
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
