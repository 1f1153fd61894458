// The counting rule (visits.md, “Counting”): from the events of one visit to the facts that
// every number is made of. Kiosk, hub and export use this one function, so that a stick and
// the hub give the same numbers, and anybody can make them again from the log.
import { audiences, type AspectId, type Audience } from './aspects.ts';
import { measureAttendedTime, type AttendedTime } from './attended-time.ts';
import type { CountContext } from './count-context.ts';
import type { TimeQuality } from './event-time.ts';
import { languages, type Language } from './language.ts';
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
export function countVisit(
  events: readonly StoredEvent[],
  context: Pick<CountContext, 'kioskOf' | 'editionOf' | 'instantOf' | 'groupOf'>,
): VisitFacts | undefined {
  const own = dropRepeats(events);
  const start = own.find((event) => event.type === 'visit.started');
  if (start?.type !== 'visit.started' || start.visit_id === null) return undefined;
  const { calendar, idleLimitMs } = context.editionOf(start);
  const { unixMs: startedMs, quality: timeQuality } = context.instantOf(start);
  const date = calendar.dayOf(startedMs);
  const attended = measureAttendedTime(own.filter(isLived), idleLimitMs);
  const { cases, ...told } = readVisit(own, start.body, attended);
  const { log_id: logId, seq, stop_id: stopId } = start;
  const group = context.groupOf({ logId, seq, unixMs: startedMs, date, stopId });
  return {
    visitId: start.visit_id,
    kioskId: context.kioskOf(start),
    stopId,
    startedMs,
    endedMs: startedMs + (attended.elapsedMs.at(-1) ?? 0),
    timeQuality,
    timeZone: calendar.timeZone,
    date,
    hour: calendar.hourOf(startedMs),
    kind: judgeKind(start.body.mode, told.interactions, attended),
    mode: start.body.mode,
    ...told,
    groupId: group?.groupId ?? null,
    casesOpened: cases.opened.size,
    casesFinished: cases.finished.size,
    attendedMs: attended.totalMs,
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

const isLanguage = (value: unknown): value is Language => languages.some((known) => known === value);
const isAudience = (value: unknown): value is Audience => audiences.some((known) => known === value);

/** What the events tell, in one reading: a report counts millions of them. */
function readVisit(
  events: readonly StoredEvent[],
  { language, audience = null }: { language: Language; audience?: Audience | null | undefined },
  { byPanel }: AttendedTime,
) {
  const panels = new Map<string, PanelFacts>();
  const cases = { opened: new Set<string>(), finished: new Set<string>() };
  const signed: SignedPledge[] = [];
  const played: { media: string; times: number }[] = [];
  const told = {
    language,
    audience,
    stepsRight: 0,
    stepsGuessed: 0,
    reflections: 0,
    mediaS: 0,
    interactions: 0,
  };
  let endedBy: VisitFacts['endedBy'] = 'none';
  for (const event of events) {
    if (!notInteractions.has(event.type)) told.interactions += 1;
    switch (event.type) {
      case 'visit.chose':
        applyChoice(told, event.body);
        break;
      case 'panel.opened':
        openPanel(panels, event.body, byPanel);
        break;
      case 'case.opened':
        cases.opened.add(event.body.case);
        break;
      case 'case.finished':
        cases.finished.add(event.body.case);
        finishPanel(panels.get(event.body.panel));
        break;
      case 'quiz.answered':
        finishPanel(panels.get(event.body.panel), event.body.right ? 'right' : 'wrong');
        break;
      case 'step.guessed':
        told.stepsGuessed += 1;
        if (event.body.right) told.stepsRight += 1;
        break;
      case 'reflection.written':
        told.reflections += 1;
        break;
      case 'pledge.signed':
        signed.push({ pledge: event.body.pledge, signatures: event.body.signatures.length });
        break;
      case 'media.played':
        told.mediaS += event.body.seconds;
        countPlay(played, event.body.media);
        break;
      case 'visit.ended':
        if (endedBy === 'none') endedBy = event.body.cause;
    }
  }
  return { ...told, panels: [...panels.values()], cases, signed, pledges: signed.length, played, endedBy };
}

/** The last choice stands; an audience may be taken back. */
function applyChoice(
  told: { language: Language; audience: Audience | null },
  { which, value }: { which: string; value: string },
): void {
  if (which === 'language' && isLanguage(value)) told.language = value;
  if (which === 'audience') told.audience = isAudience(value) ? value : null;
}

function openPanel(
  panels: Map<string, PanelFacts>,
  { panel, title, aspect }: Pick<PanelFacts, 'panel' | 'title' | 'aspect'>,
  byPanel: AttendedTime['byPanel'],
): void {
  const known = panels.get(panel);
  if (known) known.title = title;
  else panels.set(panel, { panel, title, aspect, isFinished: false, attendedMs: byPanel.get(panel) ?? 0 });
}

/** A panel that was never opened, as after a salvage, cannot be finished. */
function finishPanel(panel: PanelFacts | undefined, quiz?: 'right' | 'wrong'): void {
  if (!panel) return;
  panel.isFinished = true;
  if (quiz) panel.quiz ??= quiz;
}

function countPlay(played: { media: string; times: number }[], media: string): void {
  const known = played.find((one) => one.media === media);
  if (known) known.times += 1;
  else played.push({ media, times: 1 });
}
