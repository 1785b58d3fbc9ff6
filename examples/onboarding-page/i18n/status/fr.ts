import type { StatusTexts } from './status-texts.ts';

export const fr: StatusTexts = {
  loading: 'Chargement de votre statut…',
};
