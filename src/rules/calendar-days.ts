const DAY_MS = 86_400_000;

/** @param day YYYY-MM-DD */
export function daysAfter(day: string, days: number): string {
  return toDay(new Date(Date.parse(day) + days * DAY_MS));
}

/** The same day of a later month, or the last day of a month that is shorter. @param day YYYY-MM-DD */
export function monthsAfter(day: string, months: number): string {
  return monthsBefore(day, -months);
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
