// What of the journey is recorded: from the state before, the action and the state after to
// the log's events. Pure, so that every touch's record can be tested without a screen.
import type { AspectId, Audience } from '../../model/aspects.ts';
import type { Exhibition } from '../../model/exhibition.ts';
import type { Ink } from '../../model/ink.ts';
import type { Language } from '../../model/language.ts';
import { findPanel, type Access, type Action, type Journey, type Visit } from './journey.ts';

/** An event before the log client gives it an id and an age. Bodies: model/log-event.ts. */
export type JourneyEvent =
  | { type: 'visit.started'; body: { language: Language; mode: 'visitor' } }
  | { type: 'visit.chose'; body: { which: string; value: string } }
  | { type: 'panel.opened'; body: { panel: string; title: string; aspect: AspectId } }
  | { type: 'case.opened'; body: { case: string; title: string; panel: string } }
  | { type: 'case.finished'; body: { case: string; title: string; panel: string } }
  | { type: 'step.guessed'; body: { case: string; step: number; right: boolean } }
  | { type: 'quiz.answered'; body: { panel: string; choice: number; right: boolean } }
  | { type: 'media.played'; body: { media: string; seconds: number; completed: boolean } }
  | { type: 'pledge.signed'; body: { pledge: string; signatures: Ink[] } }
  | { type: 'visit.ended'; body: { cause: 'finished' | 'idle' | 'staff' } };

/** The panel the visitor stands at, also while one of its cases or its question is open. */
export function panelAt(journey: Journey): string | undefined {
  return 'panel' in journey.screen ? journey.screen.panel : undefined;
}

/** Events in the order in which they happened. `panel.closed` and beats come from attention.ts. */
export function eventsOf(
  before: Journey,
  action: Action,
  after: Journey,
  exhibition: Exhibition,
): JourneyEvent[] {
  if (before === after) return [];
  const events: JourneyEvent[] = [];
  if (!before.visit && after.visit) {
    events.push({ type: 'visit.started', body: { language: after.access.language, mode: 'visitor' } });
    // What was set on the attract screen before the bell was touched belongs to this visitor.
    events.push(...choices(startingAccess(after.access), after.access));
  }
  if (before.visit && after.visit) {
    events.push(...choices(before.access, after.access));
    if (action.type === 'audience-chosen' && action.audience) events.push(chose('audience', action.audience));
  }
  const panel = findPanel(exhibition, panelAt(after) ?? '');
  if (panel && panelAt(before) !== panel.id) {
    events.push({
      type: 'panel.opened',
      body: { panel: panel.id, title: panel.title, aspect: panel.aspect },
    });
  }
  if (after.visit && panel) events.push(...caseEvents(before, action, after, after.visit, exhibition));
  if (action.type === 'chapter-ended') events.push(mediaPlayed(action));
  if (action.type === 'pledge-signed') {
    const { pledge, signatures } = action;
    events.push({ type: 'pledge.signed', body: { pledge, signatures } });
  }
  if (before.visit && !after.visit && action.type === 'left') {
    events.push({ type: 'visit.ended', body: { cause: action.cause } });
  }
  return events;
}

export function mediaPlayed({
  chapter,
  seconds,
  completed,
}: Omit<Extract<Action, { type: 'chapter-ended' }>, 'type'>): JourneyEvent {
  return {
    type: 'media.played',
    body: { media: chapter, seconds: Math.round(seconds * 10) / 10, completed },
  };
}

function caseEvents(
  before: Journey,
  action: Action,
  after: Journey,
  visit: Visit,
  exhibition: Exhibition,
): JourneyEvent[] {
  const panel = findPanel(exhibition, panelAt(after) ?? '');
  const found = panel?.cases.find(({ id }) => 'case' in action && id === action.case);
  if (!panel) return [];
  const named = found && { case: found.id, title: found.title, panel: panel.id };
  switch (action.type) {
    case 'case-opened':
      return named ? [{ type: 'case.opened', body: named }] : [];
    case 'ending-shown':
      return named && !before.visit?.casesFinished.includes(named.case)
        ? [{ type: 'case.finished', body: named }]
        : [];
    case 'step-touched': {
      const step = found?.steps.find(({ number }) => number === action.step);
      const isNew = visit.guesses[action.case] !== before.visit?.guesses[action.case];
      return step && isNew
        ? [{ type: 'step.guessed', body: { case: action.case, step: step.number, right: step.turnBack } }]
        : [];
    }
    case 'answer-chosen': {
      const isNew = visit.answers[panel.id] !== before.visit?.answers[panel.id];
      const right = panel.question.options[action.choice]?.correct === true;
      return isNew
        ? [{ type: 'quiz.answered', body: { panel: panel.id, choice: action.choice, right } }]
        : [];
    }
    default:
      return [];
  }
}

function startingAccess(access: Access): Access {
  // The language is in visit.started already.
  return { language: access.language, textSize: 0, highContrast: false, readAloud: false, reach: false };
}

function choices(before: Access, after: Access): JourneyEvent[] {
  const events: JourneyEvent[] = [];
  if (before.language !== after.language) events.push(chose('language', after.language));
  if (before.textSize !== after.textSize) events.push(chose('text-size', String(after.textSize)));
  if (before.highContrast !== after.highContrast) events.push(chose('contrast', onOff(after.highContrast)));
  if (before.readAloud !== after.readAloud) events.push(chose('read-aloud', onOff(after.readAloud)));
  if (before.reach !== after.reach) events.push(chose('reach', onOff(after.reach)));
  return events;
}

function chose(which: string, value: string | Audience): JourneyEvent {
  return { type: 'visit.chose', body: { which, value } };
}

function onOff(on: boolean): string {
  return on ? 'on' : 'off';
}
