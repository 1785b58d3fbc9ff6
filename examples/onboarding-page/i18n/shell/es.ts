import type { ShellTexts } from './shell-texts.ts';

export const es: ShellTexts = {
  title: 'Sus documentos',
  language: 'Idioma',
  languageFailed: 'No se pudo cargar este idioma. Compruebe su conexión.',
  heading: 'Verifique su identidad',
  introduction:
    'Necesita dos documentos y unos tres minutos. Sus archivos se envían a Fin.com. Este sitio no los guarda.',
  introductionWithSelfie:
    'Necesita dos documentos, una selfi y unos tres minutos. Sus archivos se envían a Fin.com. Este sitio no los guarda.',
  loading: 'Cargando…',
  tryAgain: 'Reintentar',
};
