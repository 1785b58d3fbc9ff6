import type { StatusTexts } from './status-texts.ts';

export const pt: StatusTexts = {
  loading: 'Aguarde: consultamos o seu estado…',
};
