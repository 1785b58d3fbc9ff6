const HOUR_MS = 3_600_000;

/** The day where it begins last, UTC-12, as YYYY-MM-DD. */
export function earliestToday(now: Date): string {
  return dayAt(now, -12);
}

/** The day where it begins first, UTC+14, as YYYY-MM-DD. */
export function latestToday(now: Date): string {
  return dayAt(now, 14);
}

function dayAt(now: Date, utcOffsetHours: number): string {
  return new Date(now.getTime() + utcOffsetHours * HOUR_MS).toISOString().slice(0, 10);
}
