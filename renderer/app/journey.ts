// The visitor's way through the exhibition: one state, one pure reducer. Whatever happens on
// the screen is an action here, so that the idle reset is a single transition and nothing of
// a visitor can be left anywhere else.
import type { AspectId, Audience } from '../../model/aspects.ts';
import type { Exhibition } from '../../model/exhibition.ts';
import type { Ink } from '../../model/ink.ts';
import type { Language } from '../../model/language.ts';

export type Screen =
  | { name: 'attract' }
  | { name: 'welcome' }
  | { name: 'gallery'; bay: AspectId }
  | { name: 'board'; panel: string }
  | { name: 'case'; panel: string; case: string }
  | { name: 'question'; panel: string }
  | { name: 'meaning'; panel: string }
  | { name: 'hall' }
  | { name: 'film'; chapter: string }
  | { name: 'lecture'; chapter: string; at: number }
  | { name: 'hearing'; chapter: string; at: number; asked: boolean }
  /** `about`: the board at which it is written. */
  | { name: 'reflection'; about: string | undefined }
  | { name: 'wall' }
  | { name: 'pledge' }
  | { name: 'walk' }
  | { name: 'thanks' };

export interface Access {
  language: Language;
  /** 0 normal, 1 large, 2 largest. */
  textSize: 0 | 1 | 2;
  highContrast: boolean;
  readAloud: boolean;
  reach: boolean;
}

export interface Visit {
  id: string;
  startedMs: number;
  audience: Audience | undefined;
  /** The boards a short walk goes through, in order; undefined when walking freely. */
  path: string[] | undefined;
  /** Panels opened, in the order of their first opening. */
  opened: string[];
  /** Panels of which something was read to its end: a case, or the question. */
  read: string[];
  /** Case id → the steps that were touched, in order. */
  guesses: Record<string, number[]>;
  /** Cases whose ending has been shown. */
  casesFinished: string[];
  /** Panel id → the options chosen, in order. */
  answers: Record<string, number[]>;
  /** Chapters seen to their end. */
  watched: string[];
  /** Ids of pledges signed. */
  pledges: string[];
  /** How many were sent and kept. */
  reflections: number;
}

export interface Journey {
  screen: Screen;
  visit: Visit | undefined;
  access: Access;
}

export type Action =
  | { type: 'bell-touched'; visitId: string; nowMs: number }
  | { type: 'access-changed'; change: Partial<Access> }
  | { type: 'audience-chosen'; audience: Audience | undefined }
  | { type: 'short-walk-chosen' }
  | { type: 'bay-opened'; bay: AspectId }
  | { type: 'panel-opened'; panel: string }
  | { type: 'case-opened'; case: string }
  | { type: 'step-touched'; case: string; step: number }
  | { type: 'ending-shown'; case: string }
  | { type: 'question-opened' }
  | { type: 'answer-chosen'; choice: number }
  | { type: 'meaning-opened' }
  | { type: 'went-back' }
  | { type: 'gallery-opened' }
  | { type: 'hall-opened' }
  | { type: 'chapter-opened'; chapter: string }
  | { type: 'chapter-moved'; at: number; asked: boolean }
  | { type: 'chapter-ended'; chapter: string; seconds: number; completed: boolean }
  | { type: 'reflection-opened' }
  | { type: 'reflection-kept' }
  | { type: 'wall-opened' }
  | { type: 'pledge-opened' }
  | { type: 'pledge-signed'; pledge: string; signatures: Ink[] }
  | { type: 'walk-opened' }
  | { type: 'finished' }
  | { type: 'left'; cause: 'idle' | 'finished' | 'staff' };

/** The state before anyone has touched the bell: nothing of the visitor before is in it. */
export function startJourney(language: Language): Journey {
  return {
    screen: { name: 'attract' },
    visit: undefined,
    access: { language, textSize: 0, highContrast: false, readAloud: false, reach: false },
  };
}

/** One step of the way. An action that makes no sense where the visitor stands changes nothing. */
export function walkOn(journey: Journey, action: Action, exhibition: Exhibition): Journey {
  if (action.type === 'access-changed') {
    return { ...journey, access: { ...journey.access, ...action.change } };
  }
  if (action.type === 'bell-touched') return journey.visit ? journey : begin(journey, action);
  const { visit } = journey;
  if (!visit) return journey;
  const go = (screen: Screen, change: Partial<Visit> = {}): Journey => ({
    ...journey,
    screen,
    visit: { ...visit, ...change },
  });
  const panel = 'panel' in journey.screen ? journey.screen.panel : undefined;
  switch (action.type) {
    case 'left':
      return startJourney(exhibition.languages[0] ?? 'zh-Hans');
    case 'audience-chosen':
      return go(firstBay(exhibition), { audience: action.audience });
    case 'short-walk-chosen':
      return startShortWalk(exhibition, visit, go) ?? journey;
    case 'bay-opened':
      return go({ name: 'gallery', bay: action.bay });
    case 'gallery-opened':
      return go(bayOf(exhibition, panel ?? visit.opened.at(-1)), { path: undefined });
    case 'panel-opened':
      return findPanel(exhibition, action.panel)
        ? go({ name: 'board', panel: action.panel }, { opened: withId(visit.opened, action.panel) })
        : journey;
    case 'hall-opened':
      return go({ name: 'hall' }, { path: undefined });
    case 'chapter-opened':
      return go(openChapter(exhibition, action.chapter) ?? journey.screen);
    case 'chapter-moved':
      return 'at' in journey.screen ? go(moveChapter(journey.screen, action)) : journey;
    case 'chapter-ended':
      return action.completed
        ? go(journey.screen, { watched: withId(visit.watched, action.chapter) })
        : go(journey.screen);
    case 'reflection-opened':
      return go({ name: 'reflection', about: panel });
    case 'reflection-kept':
      return go(journey.screen, { reflections: visit.reflections + 1 });
    case 'wall-opened':
      return go({ name: 'wall' });
    case 'pledge-opened':
      return go({ name: 'pledge' });
    case 'pledge-signed':
      return visit.pledges.includes(action.pledge)
        ? journey
        : go(journey.screen, { pledges: [...visit.pledges, action.pledge] });
    case 'walk-opened':
      return go({ name: 'walk' });
    case 'finished':
      return go({ name: 'thanks' });
    default:
      if (panel === undefined)
        return action.type === 'went-back' ? go(backFrom(journey.screen, exhibition, visit)) : journey;
      return walkAtPanel(journey, visit, panel, action, exhibition);
  }
}

type AtPanel = Extract<
  Action,
  {
    type:
      | 'case-opened'
      | 'step-touched'
      | 'ending-shown'
      | 'question-opened'
      | 'answer-chosen'
      | 'meaning-opened'
      | 'went-back';
  }
>;

function walkAtPanel(
  journey: Journey,
  visit: Visit,
  panelId: string,
  action: AtPanel,
  exhibition: Exhibition,
): Journey {
  const panel = findPanel(exhibition, panelId);
  if (!panel) return journey;
  const change = (next: Partial<Visit>): Journey => ({ ...journey, visit: { ...visit, ...next } });
  switch (action.type) {
    case 'case-opened':
      return panel.cases.some(({ id }) => id === action.case)
        ? { ...journey, screen: { name: 'case', panel: panelId, case: action.case } }
        : journey;
    case 'question-opened':
      return { ...journey, screen: { name: 'question', panel: panelId } };
    case 'meaning-opened':
      return { ...journey, screen: { name: 'meaning', panel: panelId } };
    case 'went-back':
      return journey.screen.name === 'board'
        ? { ...journey, screen: bayOf(exhibition, panelId), visit: { ...visit, path: undefined } }
        : { ...journey, screen: { name: 'board', panel: panelId } };
    case 'step-touched': {
      const touched = visit.guesses[action.case] ?? [];
      if (touched.includes(action.step) || isFound(exhibition, visit, action.case)) return journey;
      return change({ guesses: { ...visit.guesses, [action.case]: [...touched, action.step] } });
    }
    case 'ending-shown':
      return change({
        casesFinished: withId(visit.casesFinished, action.case),
        read: withId(visit.read, panelId),
      });
    case 'answer-chosen': {
      const chosen = visit.answers[panelId] ?? [];
      const solved = chosen.some((choice) => panel.question.options[choice]?.correct);
      if (solved || chosen.includes(action.choice)) return journey;
      return change({
        answers: { ...visit.answers, [panelId]: [...chosen, action.choice] },
        read: withId(visit.read, panelId),
      });
    }
  }
}

function begin(journey: Journey, action: Extract<Action, { type: 'bell-touched' }>): Journey {
  return {
    ...journey,
    screen: { name: 'welcome' },
    visit: {
      id: action.visitId,
      startedMs: action.nowMs,
      audience: undefined,
      path: undefined,
      opened: [],
      read: [],
      guesses: {},
      casesFinished: [],
      answers: {},
      watched: [],
      pledges: [],
      reflections: 0,
    },
  };
}

function openChapter(exhibition: Exhibition, id: string): Screen | undefined {
  const chapter = exhibition.chapters.find((known) => known.id === id);
  switch (chapter?.kind) {
    case 'film':
      return { name: 'film', chapter: id };
    case 'lecture':
      return { name: 'lecture', chapter: id, at: 1 };
    case 'hearing':
      return { name: 'hearing', chapter: id, at: 0, asked: false };
    case undefined:
      return undefined;
  }
}

function moveChapter(
  screen: Extract<Screen, { at: number }>,
  { at, asked }: { at: number; asked: boolean },
): Screen {
  return screen.name === 'hearing' ? { ...screen, at, asked } : { ...screen, at };
}

/** From a place beside the boards: to the board that was written about, the side hall, the wall of boards. */
function backFrom(screen: Screen, exhibition: Exhibition, visit: Visit): Screen {
  if (screen.name === 'reflection' && screen.about !== undefined)
    return { name: 'board', panel: screen.about };
  const isInHall = 'chapter' in screen || ['reflection', 'wall', 'pledge'].includes(screen.name);
  return isInHall ? { name: 'hall' } : bayOf(exhibition, visit.opened.at(-1));
}

function startShortWalk(
  exhibition: Exhibition,
  visit: Visit,
  go: (screen: Screen, change: Partial<Visit>) => Journey,
): Journey | undefined {
  const path = shortWalkFor(exhibition, visit.audience);
  const first = path[0];
  return first === undefined
    ? undefined
    : go({ name: 'board', panel: first }, { path, opened: withId(visit.opened, first) });
}

/** The three boards for someone with two minutes; their own audience's where they said who they are. */
function shortWalkFor(exhibition: Exhibition, audience: Audience | undefined): string[] {
  const path = audience ? exhibition.audiences[audience].path : exhibition.shortWalk;
  return path.filter((id) => findPanel(exhibition, id));
}

/** The board that comes after this one, or undefined where the short walk or the wall ends. */
export function nextPanel(exhibition: Exhibition, visit: Visit, panelId: string): string | undefined {
  const order = orderOf(exhibition, visit, panelId);
  return order[order.indexOf(panelId) + 1];
}

export function previousPanel(exhibition: Exhibition, visit: Visit, panelId: string): string | undefined {
  const order = orderOf(exhibition, visit, panelId);
  return order[order.indexOf(panelId) - 1];
}

/** The short walk while it lasts, then the order that fits who the visitor is, else the wall's. */
function orderOf(exhibition: Exhibition, { path, audience }: Visit, panelId: string): string[] {
  if (path?.includes(panelId)) return path;
  return audience ? exhibition.audiences[audience].order : exhibition.panels.map(({ id }) => id);
}

export function isFound(exhibition: Exhibition, visit: Visit, caseId: string): boolean {
  const steps = exhibition.panels.flatMap(({ cases }) => cases).find(({ id }) => id === caseId)?.steps ?? [];
  const turn = steps.find(({ turnBack }) => turnBack)?.number;
  return turn !== undefined && (visit.guesses[caseId] ?? []).includes(turn);
}

export function findPanel(exhibition: Exhibition, panelId: string) {
  return exhibition.panels.find(({ id }) => id === panelId);
}

function bayOf(exhibition: Exhibition, panelId: string | undefined): Screen {
  const aspect = exhibition.aspects.find(({ panels }) => panelId !== undefined && panels.includes(panelId));
  return aspect ? { name: 'gallery', bay: aspect.id } : firstBay(exhibition);
}

/** The wall opens in its middle bay, as the mock does: 廉洁纪律, what most people come for. */
function firstBay(exhibition: Exhibition): Screen {
  const preferred = exhibition.shortWalk[0];
  const aspect =
    exhibition.aspects.find(({ panels }) => preferred !== undefined && panels.includes(preferred)) ??
    exhibition.aspects[0];
  return { name: 'gallery', bay: aspect?.id ?? 'integrity' };
}

function withId(ids: string[], id: string): string[] {
  return ids.includes(id) ? ids : [...ids, id];
}
