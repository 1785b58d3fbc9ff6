import type { StatusTexts } from './status-texts.ts';

export const ar: StatusTexts = {
  loading: 'جارٍ تحميل حالتك…',
};
