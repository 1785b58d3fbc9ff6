import type { TitledItem } from '../../datasources/fin/catalogue/titled-item.ts';
import { builder } from '../builder.ts';

const ID =
  "Fin.com's number for it. Ask anew for each environment: it may differ between sandbox and production.";

// A type each, since all count from 1: a client's cache tells objects apart by type and id.
export const Occupation = builder.objectRef<TitledItem>('Occupation');
export const Purpose = builder.objectRef<TitledItem>('Purpose');
export const SourceOfFund = builder.objectRef<TitledItem>('SourceOfFund');

Occupation.implement({
  description: 'What a person works as.',
  fields: (t) => ({
    id: t.exposeInt('id', { description: `\`financialProfile.occupationId\` takes it. ${ID}` }),
    title: t.exposeString('title', { description: 'To be shown to the person, in English.' }),
  }),
});

Purpose.implement({
  description: 'What a person wants the account for.',
  fields: (t) => ({
    id: t.exposeInt('id', { description: `\`financialProfile.purposeId\` takes it. ${ID}` }),
    title: t.exposeString('title', { description: 'To be shown to the person, in English.' }),
  }),
});

SourceOfFund.implement({
  description: "Where a person's money comes from.",
  fields: (t) => ({
    id: t.exposeInt('id', { description: `\`financialProfile.sourceOfFundId\` takes it. ${ID}` }),
    title: t.exposeString('title', { description: 'To be shown to the person, in English.' }),
  }),
});
