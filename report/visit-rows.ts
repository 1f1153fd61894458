// The rows of `visits`, one a session, with the columns of the public surface: stable ids in
// every language, kept in this order, extended at the end and never renamed.
import { makeCalendar, type Calendar } from '../model/calendar.ts';
import type { CountContext } from '../model/count-context.ts';
import type { VisitFacts } from '../model/count-visits.ts';
import type { Row } from './table.ts';

export const visitColumns = [
  'visit_id',
  'kiosk_id',
  'stop_id',
  'stop_name',
  'entry',
  'started_at',
  'ended_at',
  'time_quality',
  'kind',
  'mode',
  'language',
  'audience',
  'group_id',
  'panels_opened',
  'panels_finished',
  'cases_opened',
  'cases_finished',
  'steps_right',
  'steps_guessed',
  'quiz_right',
  'quiz_answered',
  'attended_s',
  'reflections',
  'pledges',
  'media_s',
  'interactions',
  'ended_by',
  'edition',
] as const;

/** Times are ISO 8601 with offset. A staff session has no `kind`: it is no visit and no touch. */
export function* makeVisitRows(
  visits: Iterable<VisitFacts>,
  { stops }: Pick<CountContext, 'stops'>,
): Generator<Row<(typeof visitColumns)[number]>> {
  let calendar: Calendar | undefined;
  for (const visit of visits) {
    if (calendar?.timeZone !== visit.timeZone) calendar = makeCalendar(visit.timeZone);
    const stop = visit.stopId === null ? undefined : stops.get(visit.stopId);
    const quizzes = visit.panels.filter(({ quiz }) => quiz !== undefined);
    yield {
      visit_id: visit.visitId,
      kiosk_id: visit.kioskId,
      stop_id: visit.stopId ?? '',
      stop_name: stop?.name ?? '',
      entry: stop?.entry ?? '',
      started_at: calendar.toIso(visit.startedMs),
      ended_at: calendar.toIso(visit.endedMs),
      time_quality: visit.timeQuality,
      kind: visit.kind === 'staff-test' ? '' : visit.kind,
      mode: visit.mode,
      language: visit.language,
      audience: visit.audience ?? '',
      group_id: visit.groupId ?? '',
      panels_opened: visit.panels.length,
      panels_finished: visit.panels.filter(({ isFinished }) => isFinished).length,
      cases_opened: visit.casesOpened,
      cases_finished: visit.casesFinished,
      steps_right: visit.stepsRight,
      steps_guessed: visit.stepsGuessed,
      quiz_right: quizzes.filter(({ quiz }) => quiz === 'right').length,
      quiz_answered: quizzes.length,
      attended_s: Math.round(visit.attendedMs / 1000),
      reflections: visit.reflections,
      pledges: visit.pledges,
      media_s: Math.round(visit.mediaS),
      interactions: visit.interactions,
      ended_by: visit.endedBy === 'none' ? '' : visit.endedBy,
      edition: visit.edition,
    };
  }
}
