// Visitors under load: several at once, each telling their visit a few events at a time and
// sending again what was not acknowledged, as the screen does.
import type { Chance } from './campaign.ts';

export type SentRequest = {
  visitId: string;
  eventIds: string[];
  body: string;
  isAcknowledged: boolean;
};

export type Visitor = {
  /** The request to send now: the one that was not acknowledged, or the next. */
  nextRequest(): SentRequest;
};

const panels = ['envelope', 'bridge', 'ledger', 'banquet'];

/** One visitor after another at the same screen. `note` hears of each new request. */
export function makeVisitor(chance: Chance, note: (request: SentRequest) => void): Visitor {
  let visitId = '';
  let stepsLeft = 0;
  let pending: SentRequest | undefined;

  function makeEvents(): { type: string; body: unknown }[] {
    const panel = panels[chance.below(panels.length)] ?? 'envelope';
    if (stepsLeft === 0) {
      visitId = chance.uuid();
      stepsLeft = 3 + chance.below(12);
      return [{ type: 'visit.started', body: { language: 'zh-Hans', mode: 'visitor' } }];
    }
    stepsLeft -= 1;
    if (stepsLeft === 0) return [{ type: 'visit.ended', body: { cause: 'finished' } }];
    const opened = {
      type: 'panel.opened',
      body: { panel, title: '一封“红包”'.repeat(8), aspect: 'integrity' },
    };
    const beat = { type: 'visit.beat', body: { panel, attended_ms: 10_000 } };
    const guessed = {
      type: 'step.guessed',
      body: { case: 'first-favour', step: 1 + chance.below(5), right: false },
    };
    return [opened, beat, guessed].slice(0, 1 + chance.below(3));
  }

  return {
    nextRequest() {
      if (pending && !pending.isAcknowledged) return pending;
      const events = makeEvents().map((event) => ({
        ...event,
        event_id: chance.uuid(),
        visit_id: visitId,
        schema_version: 1,
        age_ms: chance.below(50),
      }));
      pending = {
        visitId,
        eventIds: events.map(({ event_id }) => event_id),
        body: JSON.stringify({ events }),
        isAcknowledged: false,
      };
      note(pending);
      return pending;
    },
  };
}
