import { parseErrorBody } from '../../../src/datasources/fin/errors/error-body.ts';
import type { UpstreamFieldError } from '../../../src/datasources/fin/errors/error-items.ts';

export const read = (body: unknown) => parseErrorBody(JSON.stringify(body));
export const about = (field: string | undefined, message: string): UpstreamFieldError => ({ field, message });
