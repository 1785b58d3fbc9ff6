import { asRecord, asText, ErrorItems, type UpstreamFieldError } from './error-items.ts';
import { CONTAINER_KEYS, MESSAGE_KEYS, META_KEYS } from './error-keys.ts';

export interface ErrorBody {
  readonly message: string | undefined;
  readonly fieldErrors: readonly UpstreamFieldError[];
}

/**
 * Parses an error body in every format that Fin.com documents or leaves open: lists and maps of errors, under the keys
 * that common frameworks and standards use (`test/datasources/errors/error-body.test.ts` lists them). Never throws.
 *
 * @param isField whether the request has a field of this name; needed for undocumented formats
 */
export function parseErrorBody(text: string, isField: (name: string) => boolean = () => false): ErrorBody {
  const json = parseJson(text);
  const body = asRecord(json);
  const error = asRecord(body['error']);
  const items = new ErrorItems(isField);
  if (Array.isArray(json)) items.add(json);
  for (const key of CONTAINER_KEYS) items.add(body[key] ?? null);
  for (const key of CONTAINER_KEYS) items.add(error[key] ?? null);
  items.add(body['data'] ?? null);
  for (const key of MESSAGE_KEYS) if (key !== 'error') items.add(objectOrNull(body[key]));
  if (items.fieldErrors.length === 0) addUnlisted(items, body, error);
  return {
    message: messageOf(body) ?? messageOf(error) ?? asText(body['error']),
    fieldErrors: items.fieldErrors,
  };
}

/** Adds a body that is itself a field error, or a map of fields. */
function addUnlisted(
  items: ErrorItems,
  { path: _url, name: _title, source: _service, ...body }: Record<string, unknown>,
  error: Record<string, unknown>,
): void {
  if (items.addFieldError(error) || items.addFieldError(body)) return;
  if (messageOf(body) !== undefined || messageOf(error) !== undefined || asText(body['error']) !== undefined)
    return;
  const fields = Object.entries(Object.keys(error).length > 0 ? error : body);
  items.add(Object.fromEntries(fields.filter(([key]) => !META_KEYS.has(key))));
}

function messageOf(record: Record<string, unknown>): string | undefined {
  const key = MESSAGE_KEYS.find((name) => name !== 'error' && asText(record[name]) !== undefined);
  return key === undefined ? undefined : asText(record[key]);
}

/** A list or map of errors where the message should be. */
function objectOrNull(value: unknown): unknown {
  return typeof value === 'object' ? value : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a 422 that is not JSON is still a 422
  }
}
