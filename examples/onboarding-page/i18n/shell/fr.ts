import type { ShellTexts } from './shell-texts.ts';

export const fr: ShellTexts = {
  title: 'Vos documents',
  language: 'Langue',
  languageFailed: 'Impossible de charger cette langue. Vérifiez votre connexion.',
  heading: 'Vérifiez votre identité',
  introduction:
    'Prévoyez deux documents et environ trois minutes. Vos fichiers sont envoyés à Fin.com. Ce site ne les conserve pas.',
  introductionWithSelfie:
    'Prévoyez deux documents, un selfie et environ trois minutes. Vos fichiers sont envoyés à Fin.com. Ce site ne les conserve pas.',
  loading: 'Chargement…',
  tryAgain: 'Réessayer',
};
