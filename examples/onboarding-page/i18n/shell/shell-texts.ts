/** The texts around the form: header, loading, connection, sign-in. */
export interface ShellTexts {
  /** Of the window. */
  readonly title: string;
  readonly language: string;
  readonly languageFailed: string;
  readonly heading: string;
  readonly introduction: string;
  readonly introductionWithSelfie: string;
  readonly loading: string;
  readonly tryAgain: string;
}
