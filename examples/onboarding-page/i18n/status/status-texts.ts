/** The texts of the status views. */
export interface StatusTexts {
  readonly loading: string;
}
