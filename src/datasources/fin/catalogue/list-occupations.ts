import { endpoint } from '../wire/endpoint.ts';
import { pageOf, pageShape } from '../wire/pages.ts';
import { titledItem } from './titled-item.ts';

export const listOccupationsV1 = endpoint({
  operation: 'listOccupations',
  method: 'GET',
  path: 'v1/occupations',
  effect: 'read',
  usedFor: '`occupations`, at most once per hour',
  request: pageShape,
  response: pageOf('occupations', titledItem),
});
