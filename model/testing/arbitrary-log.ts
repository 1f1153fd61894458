// Logs as fast-check imagines them: visits one after another and interleaved, with every kind
// of event, restarts, clocks that jump, groups and stops.
import fc from 'fast-check';
import { audiences } from '../aspects.ts';
import { languages } from '../language.ts';
import type { StoredEvent } from '../log-event.ts';
import { activityKinds } from '../staff-events.ts';
import { endCauses, visitModes } from '../visitor-events.ts';
import { makeLogbook, startKiosk, startVisit, type Logbook } from './make-events.ts';

type Visit = ReturnType<typeof startVisit>;
type Step = (book: Logbook, visits: Visit[]) => void;

const panel = fc.constantFrom('envelope', 'bridge', 'ledger');
const shownCase = fc.constantFrom('one', 'two', 'three');
const passing = fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 400_000 }));

const inVisit =
  (act: (visit: Visit) => void): Step =>
  (_book, visits) => {
    const visit = visits.at(-1);
    if (visit) act(visit);
  };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: passing.map(
      (ms): Step =>
        (book) =>
          book.pass(ms),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ language: fc.constantFrom(...languages), mode: fc.constantFrom(...visitModes) })
      .map(
        (body): Step =>
          (book, visits) =>
            visits.push(startVisit(book, visits.length + 1, body)),
      ),
  },
  { weight: 4, arbitrary: panel.map((id) => inVisit((visit) => visit.openPanel(id))) },
  {
    weight: 2,
    arbitrary: fc.tuple(panel, passing).map(([id, ms]) => inVisit((visit) => visit.closePanel(id, ms))),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(panel, passing).map(([id, ms]) => inVisit((visit) => visit.beat(id, ms))),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(panel, shownCase, fc.boolean())
      .map(([id, name, isEnd]) =>
        inVisit((visit) =>
          visit.add(isEnd ? 'case.finished' : 'case.opened', { case: name, title: name, panel: id }),
        ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(panel, fc.boolean())
      .map(([id, right]) => inVisit((visit) => visit.add('quiz.answered', { panel: id, choice: 0, right }))),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 0, max: 600 })
      .map((seconds) =>
        inVisit((visit) => visit.add('media.played', { media: 'film', seconds, completed: true })),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...endCauses).map((cause) => inVisit((visit) => visit.end(cause))),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('library', 'school'), fc.constantFrom(...audiences))
      .map(([stop_id, entry]): Step => (book) => {
        book.now.stop_id = stop_id;
        book.write(null, 'stop.arrived', { stop_id, name: stop_id, entry });
      }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('library', 'school').map(
      (stop_id): Step =>
        (book) =>
          book.write(null, 'stop.left', { stop_id }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('library', 'school', undefined),
        fc.constantFrom(...activityKinds),
        fc.integer({ min: 0, max: 60 }),
      )
      .map(
        ([stop_id, kind, headcount]): Step =>
          (book) =>
            book.write(null, 'activity.recorded', {
              ...(stop_id !== undefined && { stop_id }),
              kind,
              organisation: '某局',
              headcount,
              date: '2026-11-20',
            }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 2 }).map((signatures) =>
      inVisit((visit) =>
        visit.add('pledge.signed', {
          pledge: 'families',
          signatures: Array.from({ length: signatures }, () => ({ aspect: 2, strokes: [[0, 0, 1, 1]] })),
        }),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('public' as const, 'private' as const), fc.boolean())
      .map(([consent, marked]): Step => (book, visits) => {
        const visit = visits.at(-1);
        if (!visit) return;
        const body = { consent, form: 'text', marked, sha256: 'a'.repeat(64) } as const;
        book.write(visit.visitId, 'reflection.written', body);
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(shownCase, fc.integer({ min: 1, max: 3 }), fc.boolean())
      .map(([name, number, right]) =>
        inVisit((visit) => visit.add('step.guessed', { case: name, step: number, right })),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...audiences.map((value) => ({ which: 'audience', value }) as const), {
        which: 'language',
        value: 'en',
      } as const)
      .map((choice) => inVisit((visit) => visit.add('visit.chose', choice))),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.uuid(), fc.integer({ min: 0, max: 60 })).map(
      ([group_id, headcount]): Step =>
        (book) =>
          book.write(null, 'group.opened', { group_id, organisation: '某局', entry: 'offices', headcount }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(passing, fc.boolean()).map(([offMs, isNewBoot]): Step => (book) => {
      const last_alive = {
        last_alive_wall_ms: book.now.wallMs,
        last_alive_mono_ms: book.now.monoMs,
        last_alive_boot_id: book.now.boot_id,
      };
      book.pass(offMs);
      if (isNewBoot) {
        book.now.boot_id = `boot-${book.events.length}`;
        book.now.monoMs = 10_000;
      }
      startKiosk(book, last_alive);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-315_360_000_000, 315_360_000_000, -3_600_000, 0).map(
      (jumpMs): Step =>
        (book) =>
          (book.now.wallMs = Math.max(0, book.now.wallMs + jumpMs)),
    ),
  },
);

const logOf = (steps: { minLength: number; maxLength: number }): fc.Arbitrary<StoredEvent[]> =>
  fc.array(step, steps).map((acts) => {
    const book = makeLogbook();
    startKiosk(book);
    const visits: Visit[] = [];
    for (const act of acts) act(book, visits);
    return book.events;
  });

/** The events of one log, in order; the first is `kiosk.started`. */
export const arbitraryLog = logOf({ minLength: 1, maxLength: 80 });
/** The same, with several visits in it. */
export const arbitraryLongLog = logOf({ minLength: 50, maxLength: 120 });

/** The events of each visit, in the order of their beginnings. */
export function groupByVisit(events: readonly StoredEvent[]): StoredEvent[][] {
  const visits = new Map<string, StoredEvent[]>();
  for (const event of events) {
    if (event.visit_id === null) continue;
    const known = visits.get(event.visit_id);
    if (known) known.push(event);
    else visits.set(event.visit_id, [event]);
  }
  return [...visits.values()];
}
