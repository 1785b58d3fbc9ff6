import type { ShellTexts } from './shell-texts.ts';

export const de: ShellTexts = {
  title: 'Ihre Dokumente',
  language: 'Sprache',
  languageFailed: 'Diese Sprache konnte nicht geladen werden. Bitte prüfen Sie Ihre Internetverbindung.',
  heading: 'Identität bestätigen',
  introduction:
    'Sie brauchen zwei Dokumente und etwa drei Minuten. Ihre Dateien gehen an Fin.com. Diese Website speichert sie nicht.',
  introductionWithSelfie:
    'Sie brauchen zwei Dokumente, ein Selfie und etwa drei Minuten. Ihre Dateien gehen an Fin.com. Diese Website speichert sie nicht.',
  loading: 'Wird geladen …',
  tryAgain: 'Erneut versuchen',
};
