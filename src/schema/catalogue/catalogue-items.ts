import type { TitledItem } from '../../datasources/fin/catalogue/titled-item.ts';
import { builder } from '../builder.ts';

// One type per list, because all lists count from 1 and a normalizing cache identifies objects by type and id.
export const Occupation = catalogueItem('Occupation', 'An occupation.', 'occupationId');
export const Purpose = catalogueItem('Purpose', 'A purpose of an account.', 'purposeId');
export const SourceOfFund = catalogueItem('SourceOfFund', 'A source of funds.', 'sourceOfFundId');

function catalogueItem(name: string, description: string, inputField: string) {
  return builder.objectRef<TitledItem>(name).implement({
    description,
    fields: (t) => ({
      id: t.exposeInt('id', {
        description: `Fin.com's id, for \`financialProfile.${inputField}\`. Ids may differ between sandbox and production: do not hard-code them.`,
      }),
      title: t.exposeString('title', { description: 'English title.' }),
    }),
  });
}
