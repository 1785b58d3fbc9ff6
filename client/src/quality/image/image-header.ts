/** The header of a JPEG or PNG. A parser fills it in as the bytes arrive. */
export interface ImageHeader {
  format?: 'JPEG' | 'PNG';
  widthPx?: number;
  heightPx?: number;
  /** Dots per inch, from each place in the file that states them. */
  readonly statedDpi: number[];
}
