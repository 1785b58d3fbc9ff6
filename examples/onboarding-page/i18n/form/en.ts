import type { FormTexts } from './form-texts.ts';

export const en: FormTexts = {
  heading: 'Your documents',
};
