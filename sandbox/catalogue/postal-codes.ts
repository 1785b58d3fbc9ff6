/**
 * Patterns in Ruby's syntax, as the API sends them: `\A` and `\Z` are the ends of the text. Countries without an
 * entry have no pattern and need no postal code.
 */
export const POSTAL_CODE_PATTERNS: ReadonlyMap<string, string> = new Map([
  ['ALA', String.raw`\A22\d{3}\Z`],
  ['AND', String.raw`\AAD[1-7]00\Z`],
  ['AUS', String.raw`\A\d{4}\Z`],
  ['AUT', String.raw`\A[1-9]\d{3}\Z`],
  ['BEL', String.raw`\A[1-9]\d{3}\Z`],
  ['BGD', String.raw`\A\d{4}\Z`],
  ['BRA', String.raw`\A\d{5}-?\d{3}\Z`],
  ['CAN', String.raw`\A[A-CEGHJ-NPR-TVXY]\d[A-CEGHJ-NPR-TV-Z] ?\d[A-CEGHJ-NPR-TV-Z]\d\Z`],
  ['CHE', String.raw`\A[1-9]\d{3}\Z`],
  ['DEU', String.raw`\A\d{5}\Z`],
  ['ESP', String.raw`\A\d{5}\Z`],
  ['FRA', String.raw`\A\d{2} ?\d{3}\Z`],
  ['GBR', String.raw`\A(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\Z`],
  ['IND', String.raw`\A[1-9]\d{2} ?\d{3}\Z`],
  ['ITA', String.raw`\A\d{5}\Z`],
  ['JPN', String.raw`\A\d{3}-?\d{4}\Z`],
  ['MEX', String.raw`\A\d{5}\Z`],
  ['NLD', String.raw`\A[1-9]\d{3} ?[A-Z]{2}\Z`],
  ['POL', String.raw`\A\d{2}-\d{3}\Z`],
  ['PRT', String.raw`\A\d{4}-\d{3}\Z`],
  ['SGP', String.raw`\A\d{6}\Z`],
  ['SWE', String.raw`\A\d{3} ?\d{2}\Z`],
  ['USA', String.raw`\A\d{5}(?:[ \-]\d{4})?\Z`],
]);
