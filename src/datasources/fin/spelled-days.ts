const CALENDAR_DAY = /^\d{2}(\d{2})-(\d{2})-(\d{2})$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The ways in which people and programs write a day, for one in ISO 8601; none for any other value. */
export function spelledDay(value: string): RegExp[] {
  const [, year, month, day] = CALENDAR_DAY.exec(value) ?? [];
  const monthName = MONTHS[Number(month) - 1];
  if (year === undefined || monthName === undefined) return [];
  const y = `(?:${value.slice(0, 2)})?${year}`;
  const m = `0?${Number(month)}`;
  const d = `0?${Number(day)}`;
  const nth = `${d}(?:st|nd|rd|th)?`;
  const name = String.raw`${monthName}\p{L}{0,9}`;
  return [
    inOrder(String.raw`[\s./-]+`, [y, m, d], [d, m, y], [m, d, y]),
    inOrder(String.raw`[\s.,/-]*(?:of\s)?`, [nth, name, y], [name, nth, y], [y, name, nth]),
  ];
}

function inOrder(gap: string, ...orders: readonly string[][]): RegExp {
  const either = orders.map((parts) => parts.join(gap)).join('|');
  return new RegExp(String.raw`(?<!\d)(?:${either})(?!\d)`, 'giu');
}
