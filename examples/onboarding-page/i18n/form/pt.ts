import type { FormTexts } from './form-texts.ts';

export const pt: FormTexts = {
  heading: 'Os seus documentos',
};
