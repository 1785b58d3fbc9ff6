import type { GraphQLObjectType } from 'graphql';
import type { RootField } from '../context.ts';
import { schema } from './index.ts';

/** The fields of Query, Mutation and Subscription. */
export const ROOT_FIELDS: readonly Pick<RootField, 'operationType' | 'name'>[] = [
  ...fieldsOf('query', schema.getQueryType()),
  ...fieldsOf('mutation', schema.getMutationType()),
  ...fieldsOf('subscription', schema.getSubscriptionType()),
];

function fieldsOf(operationType: RootField['operationType'], type: GraphQLObjectType | null | undefined) {
  return Object.keys(type?.getFields() ?? {}).map((name) => ({ operationType, name }));
}
