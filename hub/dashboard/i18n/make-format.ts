// Numbers, days and times as the reader's language writes them. Times are in the reader's own zone.
import type { Language } from '../../../model/language.ts';

const tags: Record<Language, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' };
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const gigabyte = 1024 ** 3;

export type Format = ReturnType<typeof makeFormat>;

/** `timeZone`: of who reads; undefined is the browser's own. */
export function makeFormat(language: Language, timeZone?: string) {
  const tag = tags[language];
  const zone = timeZone === undefined ? {} : { timeZone };
  const number = new Intl.NumberFormat(tag);
  const decimal = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const day = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'short', day: 'numeric', ...zone });
  const plainDay = new Intl.DateTimeFormat(tag, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  });
  const shortDay = new Intl.DateTimeFormat(tag, { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(tag, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...zone,
  });
  const clock = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...zone,
  });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const length = (value: number, unit: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(tag, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: unit === 'hour' ? 1 : 0,
    }).format(value);

  return {
    number: (value: number) => number.format(value),
    /** A part of a whole; undefined where there is no whole. */
    share: (part: number, whole: number) => (whole === 0 ? undefined : percent.format(part / whole)),
    bytes(size: number): string {
      return size >= gigabyte
        ? `${decimal.format(size / gigabyte)} GB`
        : `${number.format(Math.round(size / 1024 ** 2))} MB`;
    },
    /** `2026-11-20`, a day on the tour: the same day in every zone. */
    day: (date: string) => (date === '' ? '' : plainDay.format(Date.parse(`${date}T00:00:00Z`))),
    shortDay: (date: string) => shortDay.format(Date.parse(`${date}T00:00:00Z`)),
    dayOf: (ms: number) => day.format(ms),
    days: (fromMs: number, toMs: number) => day.formatRange(fromMs, toMs),
    moment: (ms: number) => moment.format(ms),
    clock: (ms: number) => clock.format(ms),
    hour: (hour: number) => `${String(hour).padStart(2, '0')}:00`,
    /** As it was on the kiosk's own wall; undefined where that says the same as the reader's. */
    elsewhere(ms: number, zoneThere: string): string | undefined {
      try {
        const there = new Intl.DateTimeFormat(tag, {
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
          timeZone: zoneThere,
          timeZoneName: 'short',
        }).format(ms);
        const here = new Intl.DateTimeFormat(tag, {
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
          ...zone,
          timeZoneName: 'short',
        }).format(ms);
        return there === here ? undefined : there;
      } catch {
        // A zone that this browser does not know: the reader's own time has to do.
        return undefined;
      }
    },
    duration(ms: number): string {
      if (ms >= hourMs) return length(ms / hourMs, 'hour');
      if (ms >= minuteMs) return length(ms / minuteMs, 'minute');
      return length(ms / 1000, 'second');
    },
    /** How long before `nowMs`: “3 minutes ago”. */
    ago(ms: number, nowMs: number): string {
      const passed = Math.max(0, nowMs - ms);
      if (passed < hourMs) return relative.format(-Math.floor(passed / minuteMs), 'minute');
      if (passed < 2 * dayMs) return relative.format(-Math.floor(passed / hourMs), 'hour');
      return relative.format(-Math.floor(passed / dayMs), 'day');
    },
  };
}
