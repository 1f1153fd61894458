// What one visit adds to every aggregate. The same function adds a visit that was counted and takes
// back one that is counted again, so the aggregates are always the sum of the visits that are there.
import { chapters } from '../../model/count-matrix.ts';
import type { VisitFacts } from '../../model/count-visits.ts';
import type { ActivityKind } from '../../model/staff-events.ts';
import type { CountedVisit } from './to-rows.ts';

/** Columns of each aggregate: by what it is told apart, and what is added up; the first of these is never 0. */
export const aggregates = {
  visit_counts: {
    keys: ['day', 'hour', 'stop_id', 'kiosk_no', 'language', 'audience', 'kind', 'in_group', 'time_quality'],
    sums: [
      'visits',
      'attended_ms',
      'interactions',
      'panels_opened',
      'panels_finished',
      'cases_opened',
      'cases_finished',
      'reflections',
      'pledges',
      'media_ms',
    ],
  },
  session_counts: {
    keys: ['day', 'stop_id', 'language', 'audience', 'kind', 'in_group', 'time_quality'],
    sums: ['visits', 'attended_ms', 'panels_opened', 'reflections'],
  },
  hour_counts: {
    keys: ['day', 'hour', 'stop_id', 'language', 'audience', 'kind'],
    sums: ['visits'],
  },
  panel_counts: {
    keys: ['day', 'stop_id', 'panel', 'language', 'audience'],
    sums: ['opened', 'finished', 'attended_ms', 'quiz_right', 'quiz_answered'],
  },
  step_counts: {
    keys: ['day', 'stop_id', 'aspect', 'panel', 'case_id', 'step'],
    sums: ['guessed', 'right_guesses'],
  },
  pledge_counts: { keys: ['day', 'stop_id', 'pledge'], sums: ['signed', 'signatures'] },
  screen_counts: { keys: ['day', 'stop_id', 'activity'], sums: ['people', 'occasions'] },
} as const;

export type Aggregate = keyof typeof aggregates;
export const aggregateNames = Object.keys(aggregates) as Aggregate[];

/** Something of each aggregate. */
export function ofEachAggregate<Made>(make: (aggregate: Aggregate) => Made): Record<Aggregate, Made> {
  // Every name is there, since the names are those of the aggregates.
  return Object.fromEntries(aggregateNames.map((name) => [name, make(name)])) as Record<Aggregate, Made>;
}

/** What each aggregate's rows are told apart by. */
export const aggregateKeys = ofEachAggregate((name): readonly string[] => aggregates[name].keys);

export type Contribution = {
  aggregate: Aggregate;
  keys: readonly (string | number)[];
  sums: readonly number[];
};

export function contribute(kioskNo: number, { facts, steps }: CountedVisit): Contribution[] {
  // What happened at an unknown time is on no day and in no hour.
  const isPlaced = facts.timeQuality !== 'unknown';
  const where = {
    day: isPlaced ? facts.date : '',
    hour: isPlaced ? facts.hour : -1,
    stop: facts.stopId ?? '',
  };
  const all: Contribution[] = countVisit(kioskNo, facts, where);
  if (facts.kind === 'visit') {
    all.push(...countPanels(facts, where));
    for (const { aspect, panel, case: caseId, step, guessed, right } of steps) {
      const keys = [where.day, where.stop, aspect, panel, caseId, step];
      all.push({ aggregate: 'step_counts', keys, sums: [guessed, right] });
    }
  }
  if (facts.kind !== 'staff-test') all.push(...countTakingPart(facts, where));
  return all;
}

type Where = { day: string; hour: number; stop: string };

function countVisit(kioskNo: number, facts: VisitFacts, { day, hour, stop }: Where): Contribution[] {
  const { language, audience, kind, groupId, timeQuality, panels } = facts;
  const inGroup = groupId === null ? 0 : 1;
  const attendedMs = Math.round(facts.attendedMs);
  const who = audience ?? '';
  return [
    {
      aggregate: 'visit_counts',
      keys: [day, hour, stop, kioskNo, language, who, kind, inGroup, timeQuality],
      sums: [
        1,
        attendedMs,
        facts.interactions,
        panels.length,
        panels.filter(({ isFinished }) => isFinished).length,
        facts.casesOpened,
        facts.casesFinished,
        facts.reflections,
        facts.pledges,
        Math.round(facts.mediaS * 1_000),
      ],
    },
    {
      aggregate: 'session_counts',
      keys: [day, stop, language, who, kind, inGroup, timeQuality],
      sums: [1, attendedMs, panels.length, facts.reflections],
    },
    { aggregate: 'hour_counts', keys: [day, hour, stop, language, who, kind], sums: [1] },
  ];
}

function countPanels({ panels, language, audience }: VisitFacts, { day, stop }: Where): Contribution[] {
  return panels.map(({ panel, isFinished, attendedMs, quiz }) => ({
    aggregate: 'panel_counts',
    keys: [day, stop, panel, language, audience ?? ''],
    sums: [
      1,
      isFinished ? 1 : 0,
      Math.round(attendedMs),
      quiz === 'right' ? 1 : 0,
      quiz === undefined ? 0 : 1,
    ],
  }));
}

function countTakingPart({ signed, played, reflections }: VisitFacts, { day, stop }: Where): Contribution[] {
  const pledges = signed.map(({ pledge, signatures }): Contribution => ({
    aggregate: 'pledge_counts',
    keys: [day, stop, pledge],
    sums: [1, signatures],
  }));
  const timesOf = (chapter: string) => played.find(({ media }) => media === chapter)?.times ?? 0;
  const occasions: [ActivityKind, number][] = [
    ['talk', signed.length],
    ['reflection', reflections],
    ...chapters.map((chapter): [ActivityKind, number] => [chapter, timesOf(chapter)]),
  ];
  const screen = occasions
    .filter(([, times]) => times > 0)
    .map(([activity, times]): Contribution => ({
      aggregate: 'screen_counts',
      keys: [day, stop, activity],
      sums: [1, times],
    }));
  return [...pledges, ...screen];
}
