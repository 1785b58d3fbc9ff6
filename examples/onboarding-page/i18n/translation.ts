import type { Catalog, Plural } from '@fin-gateway/client/messages';
import type { FormTexts } from './form/form-texts.ts';
import type { Language } from './languages.ts';
import type { ShellTexts } from './shell/shell-texts.ts';
import type { StatusTexts } from './status/status-texts.ts';

/** The texts of one language, by the part of the page that shows them. */
export interface Texts {
  readonly shell: ShellTexts;
  readonly status: StatusTexts;
  readonly form: FormTexts;
  /** Texts of errors, for `createMessages`. */
  readonly errors: Catalog;
}

export interface Translation extends Texts {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  /** For `Intl`, such as `de-AT`. */
  readonly locale: string;
  /** The text for this number, with the number in it. */
  plural(texts: Plural<'other'>, count: number): string;
}

export function createTranslation(
  texts: Texts,
  about: Pick<Translation, 'language' | 'direction' | 'locale'>,
): Translation {
  const rules = new Intl.PluralRules(about.locale);
  const numbers = new Intl.NumberFormat(about.locale);
  return {
    ...texts,
    ...about,
    plural: (forms, count) =>
      (forms[rules.select(count)] ?? forms.other).replaceAll('{count}', numbers.format(count)),
  };
}
