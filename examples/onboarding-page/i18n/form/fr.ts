import type { FormTexts } from './form-texts.ts';

export const fr: FormTexts = {
  heading: 'Vos documents',
};
