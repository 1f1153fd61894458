// When a calendar day can be. A day begins at most 14 hours before that of Greenwich and ends at most 12 after
// it, wherever a kiosk stood, so rows of a day are found by their time before anything else is asked.

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** `day`: 2026-11-25. No place on earth has begun it before. */
export function earliestMsOf(day: string): number {
  return Date.parse(day) - 14 * hourMs;
}

/** No place on earth has it any more from then on. */
export function latestMsOf(day: string): number {
  return Date.parse(day) + dayMs + 12 * hourMs;
}

export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10);
}
