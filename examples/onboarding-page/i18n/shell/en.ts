import type { ShellTexts } from './shell-texts.ts';

export const en: ShellTexts = {
  title: 'Your documents',
  language: 'Language',
  languageFailed: 'This language could not be loaded. Please check your connection.',
  heading: 'Verify your identity',
  introduction:
    'You need two documents and about three minutes. Your files go to Fin.com. This site does not keep them.',
  introductionWithSelfie:
    'You need two documents, a selfie and about three minutes. Your files go to Fin.com. This site does not keep them.',
  loading: 'Loading…',
  tryAgain: 'Try again',
};
