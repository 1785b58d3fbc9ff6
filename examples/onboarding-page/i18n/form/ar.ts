import type { FormTexts } from './form-texts.ts';

export const ar: FormTexts = {
  heading: 'مستنداتك',
};
