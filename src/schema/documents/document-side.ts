import { builder } from '../builder.ts';

export const DocumentSide = builder.enumType('DocumentSide', {
  description: 'A side of a document.',
  values: {
    FRONT: { description: 'The side with the photo. Passport: the photo page.' },
    BACK: { description: 'The other side.' },
  },
});
export type DocumentSide = typeof DocumentSide.$inferType;
