import type { FormTexts } from './form-texts.ts';

export const es: FormTexts = {
  heading: 'Sus documentos',
};
