import type { Plural } from '@fin-gateway/client/messages';
import type { RequestedMember } from '../../status/requested-member.ts';
import type { StatusKind } from '../../status/status-kind.ts';

/**
 * The texts of the status views.
 *
 * @typeParam Category the plural categories of the language
 */
export interface StatusTexts<Category extends Intl.LDMLPluralRule = 'other'> {
  readonly loading: string;
  readonly views: Readonly<Record<StatusKind, { readonly title: string; readonly text: string }>>;
  readonly steps: Readonly<Record<'label' | 'received' | 'review' | 'decision', string>>;
  /** Above what Fin.com's reviewers wrote. */
  readonly reasons: string;
  readonly requested: Readonly<Record<RequestedMember, string>>;
  readonly lost: string;
  readonly checkAgain: string;
  /** Opens the form. */
  readonly send: string;
  readonly summary: {
    readonly sent: string;
    readonly files: Plural<Category>;
    readonly reference: string;
  };
  readonly links: Readonly<Record<'account' | 'terms' | 'support', string>>;
}
