import { parseRefusalBody } from '../../../src/datasources/fin/errors/error-body.ts';
import type { Complaint } from '../../../src/datasources/fin/errors/error-items.ts';

export const read = (body: unknown) => parseRefusalBody(JSON.stringify(body));
export const about = (field: string | undefined, message: string): Complaint => ({ field, message });
