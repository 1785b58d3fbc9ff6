import type { ShellTexts } from './shell-texts.ts';

export const pt: ShellTexts = {
  title: 'Os seus documentos',
  language: 'Idioma',
  languageFailed: 'Não foi possível carregar este idioma. Verifique o seu acesso à internet.',
  heading: 'Verifique a sua identidade',
  introduction:
    'Precisa de dois documentos e de cerca de três minutos. Os seus arquivos são enviados à Fin.com. Este site não os guarda.',
  introductionWithSelfie:
    'Precisa de dois documentos, de uma selfie e de cerca de três minutos. Os seus arquivos são enviados à Fin.com. Este site não os guarda.',
  loading: 'Aguarde…',
  tryAgain: 'Tentar novamente',
};
