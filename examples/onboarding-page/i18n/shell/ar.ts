import type { ShellTexts } from './shell-texts.ts';

export const ar: ShellTexts = {
  title: 'مستنداتك',
  language: 'اللغة',
  languageFailed: 'تعذّر تحميل هذه اللغة. يُرجى التحقق من اتصالك بالإنترنت.',
  heading: 'التحقق من هويتك',
  introduction: 'تحتاج إلى مستندين ونحو ثلاث دقائق. تُرسَل ملفاتك إلى Fin.com، ولا يحتفظ بها هذا الموقع.',
  introductionWithSelfie:
    'تحتاج إلى مستندين وصورة شخصية ونحو ثلاث دقائق. تُرسَل ملفاتك إلى Fin.com، ولا يحتفظ بها هذا الموقع.',
  loading: 'جارٍ التحميل…',
  tryAgain: 'إعادة المحاولة',
};
