import type { FailureKind } from '../../shell/connection/load-failure.ts';

/** The texts around the form: header, loading, connection, sign-in. */
export interface ShellTexts {
  /** Title of the page and its window. */
  readonly title: string;
  readonly language: string;
  readonly languageFailed: string;
  readonly introduction: string;
  readonly loading: string;
  readonly offline: string;
  readonly failures: Readonly<Record<FailureKind | 'offline', TitleAndText>>;
  readonly tryAgain: string;
  readonly support: string;
  readonly signIn: {
    readonly title: string;
    readonly text: string;
    /** Opens another tab. */
    readonly open: string;
    readonly done: string;
    readonly later: string;
    readonly notYet: string;
    /** On the page itself. */
    readonly start: string;
  };
  readonly signOut: string;
  readonly signedOut: TitleAndText;
}

interface TitleAndText {
  readonly title: string;
  readonly text: string;
}
