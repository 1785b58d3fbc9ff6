import { isRecord, type UnknownRecord } from '../errors/records.ts';
import { ResponseError } from './response-error.ts';

interface Result<Data> {
  readonly data: Data;
  readonly extensions: UnknownRecord;
}

/** @throws {ResponseError} if there are errors, or no result of an operation */
export async function readJson<Data>(response: Response): Promise<Result<Data>> {
  const result = parse(await response.text());
  if (Array.isArray(result['errors'])) throw toError(result, response.status);
  return toResult(result, response.status);
}

function toResult<Data>(result: UnknownRecord, statusCode: number): Result<Data> {
  const { data, extensions } = result;
  if (!isRecord(data)) throw toError(result, statusCode);
  // The types of operations are generated from the schema of the gateway.
  return { data: data as Data, extensions: isRecord(extensions) ? extensions : {} };
}

function toError({ errors, data }: UnknownRecord, statusCode: number): ResponseError {
  return new ResponseError({ errors: Array.isArray(errors) ? errors : [], data, statusCode });
}

function parse(text: string): UnknownRecord {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
