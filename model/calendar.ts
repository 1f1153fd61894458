// Days and hours by the exhibition's time zone, so that kiosk and hub cut them alike.

export type Calendar = {
  timeZone: string;
  /** The day of a moment, `2026-11-23`. */
  dayOf(unixMs: number): string;
  /** The hour of a moment, 0 to 23. */
  hourOf(unixMs: number): number;
  /** ISO 8601 with the zone's offset, `2026-11-23T10:00:00.000+08:00`. */
  toIso(unixMs: number): string;
  /** The first moment of a day. */
  startOfDay(day: string): number;
};

/** Zones change their offset at quarters of an hour, never within one. */
const slotMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;
/** The furthest moments that a Date can name with a year of four digits. */
const firstMs = Date.UTC(1, 0, 1);
const lastMs = Date.UTC(9999, 11, 30);

/** `timeZone` is a name of the IANA database. Throws RangeError for another. */
export function makeCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  let known = { slot: Number.NaN, offsetMs: 0 };
  let knownDay = { day: Number.NaN, offsetMs: 0 };
  let named = { day: Number.NaN, text: '' };

  function findSlotOffsetMs(slot: number): number {
    if (slot !== known.slot) known = { slot, offsetMs: readOffsetMs(format, slot * slotMs) };
    return known.offsetMs;
  }

  /** Asking the system costs much; a day that begins and ends with one offset has that offset. */
  function findOffsetMs(unixMs: number): number {
    const day = Math.floor(unixMs / dayMs);
    if (day === knownDay.day) return knownDay.offsetMs;
    const [first, last] = [(day * dayMs) / slotMs, ((day + 1) * dayMs) / slotMs];
    const offsetMs = findSlotOffsetMs(first);
    if (findSlotOffsetMs(last) !== offsetMs) return findSlotOffsetMs(Math.floor(unixMs / slotMs));
    knownDay = { day, offsetMs };
    return offsetMs;
  }

  const toLocal = (unixMs: number) => {
    const clamped = Math.min(lastMs, Math.max(firstMs, Math.round(unixMs)));
    const offsetMs = findOffsetMs(clamped);
    const localMs = clamped + offsetMs;
    const day = Math.floor(localMs / dayMs);
    if (day !== named.day) named = { day, text: new Date(day * dayMs).toISOString().slice(0, 10) };
    return { offsetMs, date: named.text, ofDayMs: localMs - day * dayMs };
  };

  return {
    timeZone,
    dayOf: (unixMs) => toLocal(unixMs).date,
    hourOf: (unixMs) => Math.floor(toLocal(unixMs).ofDayMs / 3_600_000),
    toIso(unixMs) {
      const { offsetMs, date, ofDayMs } = toLocal(unixMs);
      return `${date}T${formatClock(ofDayMs)}${formatOffset(offsetMs)}`;
    },
    startOfDay(day) {
      const utc = Date.parse(`${day}T00:00:00Z`);
      const first = utc - findOffsetMs(utc);
      return utc - findOffsetMs(first);
    },
  };
}

/** Splits a stretch of time at the midnights of `calendar`. Empty if it does not run forward. */
export function splitByDay(fromMs: number, toMs: number, calendar: Calendar): { date: string; ms: number }[] {
  const days: { date: string; ms: number }[] = [];
  for (let at = fromMs; at < toMs;) {
    const date = calendar.dayOf(at);
    // 36 hours after a day's start it is the next day, however long the day was.
    const nextDay = calendar.dayOf(calendar.startOfDay(date) + 1.5 * dayMs);
    const end = Math.min(toMs, Math.max(at + 1, calendar.startOfDay(nextDay)));
    days.push({ date, ms: end - at });
    at = end;
  }
  return days;
}

function readOffsetMs(format: Intl.DateTimeFormat, unixMs: number): number {
  const parts = new Map(format.formatToParts(unixMs).map(({ type, value }) => [type, Number(value)]));
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const local = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return local - Math.floor(unixMs / 1000) * 1000;
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

function formatClock(ofDayMs: number): string {
  const hours = Math.floor(ofDayMs / 3_600_000);
  const minutes = Math.floor(ofDayMs / 60_000) % 60;
  const seconds = Math.floor(ofDayMs / 1000) % 60;
  return `${two(hours)}:${two(minutes)}:${two(seconds)}.${String(ofDayMs % 1000).padStart(3, '0')}`;
}

function formatOffset(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
