// The counting rule (visits.md, “Counting”): from the events of one visit to the facts that
// every number is made of. Kiosk, hub and export use this one function, so that a stick and
// the hub give the same numbers, and anybody can make them again from the log.
import type { AspectId, Audience } from './aspects.ts';
import { audienceSchema } from './aspects.ts';
import { measureAttendedTime, type AttendedTime } from './attended-time.ts';
import type { CountContext } from './count-context.ts';
import type { TimeQuality } from './event-time.ts';
import { findGroupOf } from './group-windows.ts';
import { languageSchema, type Language } from './language.ts';
import type { EventType, StoredEvent } from './log-event.ts';
import type { EndCause, VisitMode } from './visitor-events.ts';

/** At least so many interactions, or so long on one panel, make a session a visit. */
const visitInteractions = 2;
const visitAttendedMs = 10_000;

export type PanelFacts = {
  panel: string;
  title: string;
  aspect: AspectId;
  /** A case on it was read to its end, or its question was answered. */
  isFinished: boolean;
  attendedMs: number;
  /** By the first answer, which shows what the visitor knew. */
  quiz?: 'right' | 'wrong';
};

/** A pledge signed on the screen, with how many signatures. */
export type SignedPledge = { pledge: string; signatures: number };
/** A film, lecture or hearing that was played, and how often. */
export type PlayedMedia = { media: string; times: number };

export type VisitFacts = {
  visitId: string;
  kioskId: string;
  stopId: string | null;
  /** Unix milliseconds; the end is the start plus what the monotonic clock measured. */
  startedMs: number;
  endedMs: number;
  timeQuality: TimeQuality;
  timeZone: string;
  /** Day of the start, in the exhibition's time zone. */
  date: string;
  /** Hour of the start, 0 to 23. */
  hour: number;
  /** Sessions of staff are never visits, nor touches. */
  kind: 'visit' | 'touch' | 'staff-test';
  mode: VisitMode;
  /** As last chosen. */
  language: Language;
  audience: Audience | null;
  groupId: string | null;
  panels: PanelFacts[];
  casesOpened: number;
  casesFinished: number;
  stepsRight: number;
  stepsGuessed: number;
  attendedMs: number;
  reflections: number;
  pledges: number;
  signed: readonly SignedPledge[];
  mediaS: number;
  played: readonly PlayedMedia[];
  interactions: number;
  /** `none`: the log ends in mid-visit, by a power cut or because it is still going on. */
  endedBy: EndCause | 'none';
  edition: string;
};

const notInteractions: ReadonlySet<EventType> = new Set([
  'visit.started',
  'visit.beat',
  'panel.closed',
  'visit.ended',
]);

/**
 * Counts one visit. `events` are its events in order of the log; an event that comes twice
 * counts once. Undefined without a `visit.started`: such a visit was never begun.
 */
export function countVisit(events: readonly StoredEvent[], context: CountContext): VisitFacts | undefined {
  const own = dropRepeats(events);
  const start = own.find((event) => event.type === 'visit.started');
  if (start?.type !== 'visit.started' || start.visit_id === null) return undefined;
  const { calendar, idleLimitMs } = context.editionOf(start);
  const { unixMs: startedMs, quality: timeQuality } = context.instantOf(start);
  const date = calendar.dayOf(startedMs);
  const attended = measureAttendedTime(own.filter(isLived), idleLimitMs);
  const interactions = own.filter(({ type }) => !notInteractions.has(type)).length;
  const end = own.find((event) => event.type === 'visit.ended');
  const { log_id: logId, seq, stop_id: stopId } = start;
  const group = findGroupOf({ logId, seq, unixMs: startedMs, date, stopId }, context.groups);
  return {
    visitId: start.visit_id,
    kioskId: context.kioskId,
    stopId,
    startedMs,
    endedMs: startedMs + (attended.elapsedMs.at(-1) ?? 0),
    timeQuality,
    timeZone: calendar.timeZone,
    date,
    hour: calendar.hourOf(startedMs),
    kind: judgeKind(start.body.mode, interactions, attended),
    mode: start.body.mode,
    ...findChoices(own, start.body),
    groupId: group?.groupId ?? null,
    panels: countVisitPanels(own, attended),
    ...countCases(own),
    attendedMs: attended.totalMs,
    reflections: own.filter(({ type }) => type === 'reflection.written').length,
    pledges: own.filter(({ type }) => type === 'pledge.signed').length,
    signed: findSigned(own),
    mediaS: sum(own.map((event) => (event.type === 'media.played' ? event.body.seconds : 0))),
    played: countPlayed(own),
    interactions,
    endedBy: end?.type === 'visit.ended' ? end.body.cause : 'none',
    edition: start.edition,
  };
}

/**
 * Counts visits one by one, so that memory does not grow with the log.
 * `visits`: the events of each visit, each visit once.
 */
export function* countVisits(
  visits: Iterable<readonly StoredEvent[]>,
  context: CountContext,
): Generator<VisitFacts> {
  for (const events of visits) {
    const facts = countVisit(events, context);
    if (facts) yield facts;
  }
}

function dropRepeats(events: readonly StoredEvent[]): StoredEvent[] {
  const seen = new Set<string>();
  return events.filter(({ event_id: id }) => !seen.has(id) && seen.add(id));
}

function judgeKind(mode: VisitMode, interactions: number, { byPanel }: AttendedTime): VisitFacts['kind'] {
  if (mode !== 'visitor') return 'staff-test';
  const longestMs = Math.max(0, ...byPanel.values());
  return interactions >= visitInteractions || longestMs >= visitAttendedMs ? 'visit' : 'touch';
}

/** A crash is noted when the kiosk is back; the visit had ended with the event before. */
function isLived(event: StoredEvent): boolean {
  return event.type !== 'visit.ended' || event.body.cause !== 'recovered';
}

function findChoices(
  events: readonly StoredEvent[],
  atStart: { language: Language; audience?: Audience | undefined },
): { language: Language; audience: Audience | null } {
  const last = (which: 'language' | 'audience') =>
    events
      .flatMap((event) =>
        event.type === 'visit.chose' && event.body.which === which ? event.body.value : [],
      )
      .at(-1);
  const language = languageSchema.safeParse(last('language'));
  const chosen = last('audience');
  const audience = audienceSchema.safeParse(chosen ?? atStart.audience);
  return {
    language: language.success ? language.data : atStart.language,
    audience: audience.success ? audience.data : null,
  };
}

function countVisitPanels(events: readonly StoredEvent[], { byPanel }: AttendedTime): PanelFacts[] {
  const panels = new Map<string, PanelFacts>();
  for (const event of events) {
    if (event.type === 'panel.opened') {
      const { panel, title, aspect } = event.body;
      const known = panels.get(panel);
      if (known) known.title = title;
      else
        panels.set(panel, { panel, title, aspect, isFinished: false, attendedMs: byPanel.get(panel) ?? 0 });
    } else if (event.type === 'case.finished' || event.type === 'quiz.answered') {
      const panel = panels.get(event.body.panel);
      if (!panel) continue;
      panel.isFinished = true;
      if (event.type === 'quiz.answered') panel.quiz ??= event.body.right ? 'right' : 'wrong';
    }
  }
  return [...panels.values()];
}

function countCases(events: readonly StoredEvent[]) {
  const opened = new Set<string>();
  const finished = new Set<string>();
  let stepsRight = 0;
  let stepsGuessed = 0;
  for (const event of events) {
    if (event.type === 'case.opened') opened.add(event.body.case);
    if (event.type === 'case.finished') finished.add(event.body.case);
    if (event.type === 'step.guessed') {
      stepsGuessed += 1;
      if (event.body.right) stepsRight += 1;
    }
  }
  return { casesOpened: opened.size, casesFinished: finished.size, stepsRight, stepsGuessed };
}

function findSigned(events: readonly StoredEvent[]): SignedPledge[] {
  return events.flatMap((event) =>
    event.type === 'pledge.signed'
      ? { pledge: event.body.pledge, signatures: event.body.signatures.length }
      : [],
  );
}

function countPlayed(events: readonly StoredEvent[]): PlayedMedia[] {
  const times = new Map<string, number>();
  for (const event of events) {
    if (event.type === 'media.played') times.set(event.body.media, (times.get(event.body.media) ?? 0) + 1);
  }
  return [...times].map(([media, count]) => ({ media, times: count }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
