import { builder } from '../builder.ts';

export const DocumentSide = builder.enumType('DocumentSide', {
  description: 'Which side of a card-like document a file shows.',
  values: {
    FRONT: { description: 'The side with the photo; for a passport, the photo page.' },
    BACK: { description: 'The other side.' },
  },
});
export type DocumentSide = typeof DocumentSide.$inferType;
