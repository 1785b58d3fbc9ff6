/** The indexes of the texts that are equal to an earlier one. */
export function findRepeated(texts: readonly string[]): number[] {
  return [...texts.keys()].filter((index) => texts.indexOf(texts[index] ?? '') < index);
}
