import type { StatusTexts } from './status-texts.ts';

export const de: StatusTexts = {
  loading: 'Ihr Status wird geladen …',
};
