// A counted visit as rows: its facts in columns where they are asked for, and whole as JSON.
import type { VisitFacts } from '../../model/count-visits.ts';
import type { StoredEvent } from '../../model/log-event.ts';
import { toBytes } from '../ingest/check-event.ts';
import type { StepTouch } from './count-steps.ts';
import { listActs } from './list-acts.ts';
import type { OfVisit, VisitActsTable, VisitPanelsTable, VisitsTable } from './visit-tables.ts';

export type CountedVisit = { facts: VisitFacts; steps: readonly StepTouch[] };
export type Beginning = { kioskNo: number; start: Pick<StoredEvent, 'log_id' | 'seq' | 'boot_id'> };

export function toVisitRow({ facts, steps }: CountedVisit, { kioskNo, start }: Beginning): VisitsTable {
  const { panels } = facts;
  const answered = panels.filter(({ quiz }) => quiz !== undefined);
  return {
    kiosk_no: kioskNo,
    visit_id: toBytes(facts.visitId),
    log_no: Number(start.log_id),
    seq: start.seq,
    boot_id: start.boot_id,
    day: facts.date,
    hour: facts.hour,
    stop_id: facts.stopId ?? '',
    started_ms: facts.startedMs,
    ended_ms: facts.endedMs,
    time_quality: facts.timeQuality,
    time_zone: facts.timeZone,
    kind: facts.kind,
    mode: facts.mode,
    language: facts.language,
    audience: facts.audience ?? '',
    group_id: facts.groupId ?? '',
    panels_opened: panels.length,
    panels_finished: panels.filter(({ isFinished }) => isFinished).length,
    cases_opened: facts.casesOpened,
    cases_finished: facts.casesFinished,
    steps_right: facts.stepsRight,
    steps_guessed: facts.stepsGuessed,
    quiz_right: answered.filter(({ quiz }) => quiz === 'right').length,
    quiz_answered: answered.length,
    attended_ms: Math.round(facts.attendedMs),
    reflections: facts.reflections,
    pledges: facts.pledges,
    media_ms: Math.round(facts.mediaS * 1_000),
    interactions: facts.interactions,
    ended_by: facts.endedBy,
    edition: facts.edition,
    facts: JSON.stringify(facts),
    steps: JSON.stringify(steps),
  };
}

export function toPanelRows({ facts }: CountedVisit, kioskNo: number): VisitPanelsTable[] {
  const visit = { kiosk_no: kioskNo, visit_id: toBytes(facts.visitId), ...ofVisit(facts) };
  return facts.panels.map(({ panel, aspect, isFinished, attendedMs, quiz = '' }) => ({
    ...visit,
    panel,
    aspect,
    is_finished: isFinished ? 1 : 0,
    attended_ms: Math.round(attendedMs),
    quiz,
  }));
}

export function toActRows(counted: CountedVisit, kioskNo: number): VisitActsTable[] {
  const { facts } = counted;
  const visit = { kiosk_no: kioskNo, visit_id: toBytes(facts.visitId), ...ofVisit(facts) };
  return listActs(counted).map((act) => ({ ...visit, ...act }));
}

function ofVisit({ startedMs, stopId, language, audience }: VisitFacts): OfVisit {
  return { started_ms: startedMs, stop_id: stopId ?? '', language, audience: audience ?? '' };
}
