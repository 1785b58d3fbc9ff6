import type { ParamKind, ParamsShape } from './error-tables.ts';
import { isString, type UnknownRecord } from './records.ts';

export function hasShape(params: UnknownRecord, { required, optional }: ParamsShape): boolean {
  return (
    Object.entries(required).every(([name, kind]) => isOfKind(params[name], kind)) &&
    Object.entries(optional).every(
      ([name, kind]) => params[name] === undefined || isOfKind(params[name], kind),
    )
  );
}

function isOfKind(value: unknown, kind: ParamKind): boolean {
  if (kind === 'strings') return Array.isArray(value) && value.every(isString);
  if (kind === 'string' || kind === 'number') return typeof value === kind;
  return kind.some((token) => token === value);
}
