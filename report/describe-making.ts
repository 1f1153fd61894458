// What a file was made from, and the numbers of its first page: said in every workbook, every
// printed report and the whole report's JSON, so that nobody has to ask which kiosk, which days.
import type { CountContext } from '../model/count-context.ts';
import type { Language } from '../model/language.ts';
import type { Reach } from '../model/count-reach.ts';
import type { Scope } from '../model/scope.ts';
import type { Counts } from './count-log.ts';
import { reachCells, type ReachCells } from './place-cells.ts';

export type Making = {
  kiosk_id: string;
  /** Empty: from the first, to the last. */
  from: string;
  to: string;
  stop_id: string;
  stop_name: string;
  /** What it is cut by besides days and one stop; an empty text is what is at none. */
  cut_by: { stop_id?: ''; entry?: string; kiosk_id?: string; language?: string; audience?: string };
  /** False: groups, recorded activities and people reached are left out, since they cannot be cut so. */
  with_headcounts: boolean;
  /** ISO 8601 with offset. */
  made_at: string;
  time_zone: string;
  edition: string;
  language: Language;
  totals: ReachCells & {
    groups: number | '';
    attended_s: number;
    panels_opened: number;
    reflections: number;
    pledges: number;
    staff_tests: number;
    off_minutes: number;
  };
  /** Of the totals: on no day and in no hour, because the kiosk's clock was wrong. */
  at_unknown_time: ReachCells;
  /** In no table: with a period asked for, nobody can say whether they belong to it. */
  left_out: ReachCells;
};

type MakingOptions = { scope: Scope; language: Language; madeAtMs: number };

export function describeMaking(
  { scope, language, madeAtMs }: MakingOptions,
  context: CountContext,
  counts: Counts,
): Making {
  const { calendar, edition } = context.newest;
  const { totals, days, leftOut, withHeadcounts } = counts;
  const { stopId } = scope;
  return {
    kiosk_id: context.kioskId,
    from: scope.from ?? '',
    to: scope.to ?? '',
    stop_id: stopId ?? '',
    stop_name: (stopId !== undefined && context.stops.get(stopId)?.name) || '',
    cut_by: describeCut(scope),
    with_headcounts: withHeadcounts,
    made_at: calendar.toIso(madeAtMs),
    time_zone: calendar.timeZone,
    edition,
    language,
    totals: {
      ...reachCells(totals, counts),
      groups: withHeadcounts ? totals.groups : '',
      attended_s: Math.round(totals.attendedMs / 1000),
      panels_opened: totals.panelsOpened,
      reflections: totals.reflections,
      pledges: totals.pledges,
      staff_tests: totals.staffTests,
      off_minutes: Math.round(days.reduce((sum, { offMs }) => sum + offMs, 0) / 60_000),
    },
    at_unknown_time: reachCells(totals.atUnknownTime, counts),
    left_out: reachCells(leftOut, counts),
  };
}

function describeCut({ stopId, entry, kioskId, language, audience }: Scope): Making['cut_by'] {
  return {
    ...(stopId === '' && { stop_id: '' as const }),
    ...(entry !== undefined && { entry }),
    ...(kioskId !== undefined && { kiosk_id: kioskId }),
    ...(language !== undefined && { language }),
    ...(audience !== undefined && { audience }),
  };
}

export function hasAnything({ visits, touches, groupPeople }: Reach): boolean {
  return visits + touches + groupPeople > 0;
}
