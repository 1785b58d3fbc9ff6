import type { StatusTexts } from './status-texts.ts';

export const es: StatusTexts = {
  loading: 'Cargando su estado…',
};
