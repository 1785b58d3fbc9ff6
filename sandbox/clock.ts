/** Dates customers, and times their reviews and webhooks. Tokens expire by the system clock. */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
  advance(ms: number): void;
  /**
   * Acts once the clock shows this time. Keeps no process alive.
   *
   * @returns cancels it
   */
  schedule(atMs: number, act: () => void): () => void;
  /** Cancels everything that was scheduled. */
  stop(): void;
}

interface Appointment {
  readonly atMs: number;
  readonly act: () => void;
}

/** The longest delay that setTimeout supports. */
const MAX_DELAY_MS = 2_147_483_647;

/** @param source the time before any advance, in milliseconds since 1970 */
export function createClock(source: () => number = Date.now): Clock {
  let offsetMs = 0;
  let timer: NodeJS.Timeout | undefined;
  const appointments = new Set<Appointment>();
  const nowMs = () => source() + offsetMs;

  function earliest(): Appointment | undefined {
    return [...appointments].toSorted((a, b) => a.atMs - b.atMs)[0];
  }

  function setTimer(): void {
    clearTimeout(timer);
    const next = earliest();
    if (!next) return;
    const delayMs = Math.min(MAX_DELAY_MS, Math.max(1, next.atMs - nowMs()));
    timer = setTimeout(keepAppointments, delayMs).unref();
  }

  function keepAppointments(): void {
    for (let next = earliest(); next && next.atMs <= nowMs(); next = earliest()) {
      appointments.delete(next);
      next.act();
    }
    setTimer();
  }

  return {
    nowMs,
    advance(ms) {
      offsetMs += ms;
      keepAppointments();
    },
    schedule(atMs, act) {
      const appointment = { atMs, act };
      appointments.add(appointment);
      setTimer();
      return () => {
        appointments.delete(appointment);
        setTimer();
      };
    },
    stop() {
      appointments.clear();
      setTimer();
    },
  };
}
