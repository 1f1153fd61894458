// At which steps of which cases a visitor would have turned back: what the visit's facts hold as sums
// only, so that the dashboard can say which lesson is not understood.
import type { StoredEvent } from '../../model/log-event.ts';

export type StepTouch = {
  aspect: string;
  panel: string;
  case: string;
  step: number;
  guessed: number;
  right: number;
};

/** `events`: one visit's. A case that was never opened in it, as after a salvage, is on no panel. */
export function countSteps(events: readonly StoredEvent[]): StepTouch[] {
  const aspects = new Map<string, string>();
  const panels = new Map<string, string>();
  const touches = new Map<string, StepTouch>();
  for (const event of events) {
    if (event.type === 'panel.opened') aspects.set(event.body.panel, event.body.aspect);
    if (event.type === 'case.opened') panels.set(event.body.case, event.body.panel);
    if (event.type !== 'step.guessed') continue;
    const { case: caseId, step, right } = event.body;
    const panel = panels.get(caseId) ?? '';
    const key = `${caseId} ${step} ${panel}`;
    const none = { aspect: aspects.get(panel) ?? '', panel, case: caseId, step, guessed: 0, right: 0 };
    const touch = touches.get(key) ?? none;
    touches.set(key, touch);
    touch.guessed += 1;
    if (right) touch.right += 1;
  }
  return [...touches.values()];
}
