import { endpoint } from '../wire/endpoint.ts';
import { pageOf, pageShape } from '../wire/pages.ts';
import { titledItem } from './titled-item.ts';

export const listSourceOfFundsV1 = endpoint({
  operation: 'listSourceOfFunds',
  method: 'GET',
  path: 'v1/source-of-funds',
  query: { type: 'INDIVIDUAL' },
  effect: 'read',
  usedFor: '`sourcesOfFunds`, at most once per hour',
  request: pageShape,
  response: pageOf('source_of_funds', titledItem),
});
