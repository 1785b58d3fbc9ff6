/** The texts of the form. */
export interface FormTexts {
  readonly heading: string;
}
