const HOUR_MS = 3_600_000;

/** Today's date in the westernmost time zone, UTC-12, as YYYY-MM-DD. */
export function earliestToday(now: Date): string {
  return dayAt(now, -12);
}

/** Today's date in the easternmost time zone, UTC+14, as YYYY-MM-DD. */
export function latestToday(now: Date): string {
  return dayAt(now, 14);
}

function dayAt(now: Date, utcOffsetHours: number): string {
  return new Date(now.getTime() + utcOffsetHours * HOUR_MS).toISOString().slice(0, 10);
}
