const DAY_MS = 86_400_000;

/** @param day YYYY-MM-DD */
export function dayAfter(day: string): string {
  return toDay(new Date(Date.parse(day) + DAY_MS));
}

/** The same day of an earlier month, or the last day of a month that is shorter. @param day YYYY-MM-DD */
export function monthsBefore(day: string, months: number): string {
  const date = new Date(day);
  const dayOfMonth = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() - months);
  // A day that the month does not have becomes a day of the next month.
  if (date.getUTCDate() !== dayOfMonth) date.setUTCDate(0);
  return toDay(date);
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
