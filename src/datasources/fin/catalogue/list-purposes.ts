import { endpoint } from '../wire/endpoint.ts';
import { pageOf, pageShape } from '../wire/pages.ts';
import { titledItem } from './titled-item.ts';

export const listPurposesV1 = endpoint({
  operation: 'listPurposes',
  method: 'GET',
  path: 'v1/purposes',
  query: { type: 'INDIVIDUAL' },
  effect: 'read',
  usedFor: '`purposes`, at most once per hour',
  request: pageShape,
  response: pageOf('purposes', titledItem),
});
