import type { FormTexts } from './form-texts.ts';

export const de: FormTexts = {
  heading: 'Ihre Dokumente',
};
