import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anExhibition } from '../test/an-exhibition.ts';
import { eventsOf, panelAt } from './journey-events.ts';
import { isFound, nextPanel, startJourney, walkOn, type Action, type Journey } from './journey.ts';

const exhibition = anExhibition();
const bell: Action = { type: 'bell-touched', visitId: 'v1', nowMs: 0 };

function walk(...actions: Action[]): Journey {
  return actions.reduce((journey, action) => walkOn(journey, action, exhibition), startJourney('zh-Hans'));
}

/** The types of the events that a walk records. */
function recorded(...actions: Action[]): string[] {
  let journey = startJourney('zh-Hans');
  return actions.flatMap((action) => {
    const after = walkOn(journey, action, exhibition);
    const events = eventsOf(journey, action, after, exhibition);
    journey = after;
    return events.map(({ type }) => type);
  });
}

const open = (panel: string): Action => ({ type: 'panel-opened', panel });
const skip: Action = { type: 'audience-chosen', audience: undefined };

test('a bell and one more touch lead into the gallery, without saying who one is', () => {
  expect(walk(bell).screen).toEqual({ name: 'welcome' });
  expect(walk(bell, skip).screen).toEqual({ name: 'gallery', bay: 'integrity' });
});

test('a second touch of the bell begins no second visit', () => {
  expect(recorded(bell, { ...bell, visitId: 'v2' })).toEqual(['visit.started']);
});

test('leaving wipes everything of the visitor, whatever they did', () => {
  const actions = fc.array(anyAction(), { maxLength: 40 });
  fc.assert(
    fc.property(actions, (list) => {
      const after = walk(bell, ...list, { type: 'left', cause: 'idle' });
      const again = walkOn(after, { type: 'access-changed', change: { language: 'zh-Hans' } }, exhibition);
      if (list.some(({ type }) => type === 'left')) return;
      expect(again).toEqual(startJourney('zh-Hans'));
    }),
  );
});

test('no order of touches makes a step counted twice, or an event without its visit', () => {
  fc.assert(
    fc.property(fc.array(anyAction(), { maxLength: 60 }), (list) => {
      let journey = walk(bell);
      const guesses = new Map<string, number>();
      for (const action of list) {
        const after = walkOn(journey, action, exhibition);
        for (const event of eventsOf(journey, action, after, exhibition)) {
          if (event.type !== 'step.guessed') continue;
          const key = `${after.visit?.id} ${event.body.case} ${event.body.step}`;
          guesses.set(key, (guesses.get(key) ?? 0) + 1);
        }
        journey = after;
      }
      for (const times of guesses.values()) expect(times).toBe(1);
    }),
  );
});

test('the step to turn back at is found once, and nothing can be guessed after it', () => {
  const touch = (step: number): Action => ({ type: 'step-touched', case: 'envelope-a', step });
  const actions = [bell, skip, open('envelope'), { type: 'case-opened', case: 'envelope-a' } as const];
  const journey = walk(...actions, touch(4), touch(4), touch(2), touch(5));
  expect(journey.visit?.guesses).toEqual({ 'envelope-a': [4, 2] });
  expect(journey.visit && isFound(exhibition, journey.visit, 'envelope-a')).toBe(true);
  expect(recorded(...actions, touch(4), touch(4), touch(2), touch(5))).toEqual([
    'visit.started',
    'panel.opened',
    'case.opened',
    'step.guessed',
    'step.guessed',
  ]);
});

test('a panel stays open while its case, its question or its meaning is looked at', () => {
  const types = recorded(
    bell,
    skip,
    open('envelope'),
    { type: 'case-opened', case: 'envelope-a' },
    { type: 'ending-shown', case: 'envelope-a' },
    { type: 'ending-shown', case: 'envelope-a' },
    { type: 'went-back' },
    { type: 'question-opened' },
    { type: 'answer-chosen', choice: 0 },
    { type: 'answer-chosen', choice: 0 },
    { type: 'answer-chosen', choice: 1 },
    { type: 'went-back' },
    { type: 'meaning-opened' },
    { type: 'went-back' },
    { type: 'went-back' },
  );
  expect(types.filter((type) => type === 'panel.opened')).toHaveLength(1);
  expect(types.filter((type) => type === 'case.finished')).toHaveLength(1);
  expect(types.filter((type) => type === 'quiz.answered')).toHaveLength(2);
});

test('the short walk leads through its three boards and ends', () => {
  const start = walk(bell, skip, { type: 'short-walk-chosen' });
  expect(panelAt(start)).toBe('envelope');
  const { visit } = start;
  expect(visit && nextPanel(exhibition, visit, 'envelope')).toBe('window');
  expect(visit && nextPanel(exhibition, visit, 'window')).toBe('keys');
  expect(visit && nextPanel(exhibition, visit, 'keys')).toBeUndefined();
});

test('the short walk of a villager begins with what concerns villages', () => {
  const start = walk(bell, { type: 'audience-chosen', audience: 'villages' }, { type: 'short-walk-chosen' });
  expect(panelAt(start)).toBe('window');
});

test('what a visitor set before touching the bell belongs to their visit', () => {
  const types = recorded({ type: 'access-changed', change: { highContrast: true, textSize: 2 } }, bell);
  expect(types).toEqual(['visit.started', 'visit.chose', 'visit.chose']);
});

test('a board, case or step that does not exist leads nowhere', () => {
  expect(walk(bell, skip, open('nothing')).screen.name).toBe('gallery');
  expect(walk(bell, skip, open('envelope'), { type: 'case-opened', case: 'keys-a' }).screen.name).toBe(
    'board',
  );
  expect(walk(open('envelope'))).toEqual(startJourney('zh-Hans'));
});

function anyAction(): fc.Arbitrary<Action> {
  const cases = ['envelope-a', 'envelope-b', 'keys-a', 'window-b', 'nothing'];
  return fc.oneof(
    fc.constantFrom<Action>(
      { type: 'short-walk-chosen' },
      { type: 'question-opened' },
      { type: 'meaning-opened' },
      { type: 'went-back' },
      { type: 'gallery-opened' },
      { type: 'walk-opened' },
      { type: 'finished' },
      skip,
      bell,
    ),
    fc.constantFrom('envelope', 'keys', 'window', 'nothing').map(open),
    fc.constantFrom(...cases).map((id): Action => ({ type: 'case-opened', case: id })),
    fc.constantFrom(...cases).map((id): Action => ({ type: 'ending-shown', case: id })),
    fc
      .tuple(fc.constantFrom(...cases), fc.integer({ min: 0, max: 9 }))
      .map(([id, step]): Action => ({ type: 'step-touched', case: id, step })),
    fc.integer({ min: 0, max: 5 }).map((choice): Action => ({ type: 'answer-chosen', choice })),
    fc
      .constantFrom<0 | 1 | 2>(0, 1, 2)
      .map((textSize): Action => ({ type: 'access-changed', change: { textSize } })),
  );
}
