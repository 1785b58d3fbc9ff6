import type { StatusTexts } from './status-texts.ts';

export const en: StatusTexts = {
  loading: 'Loading your status…',
};
