// Joins the journey to the log: which events a step causes, how long a panel was attended.
import type { Exhibition } from '../../model/exhibition.ts';
import { createAttention } from '../log/attention.ts';
import type { LogClient } from '../log/log-client.ts';
import { findPanel, type Action, type Journey } from './journey.ts';
import { eventsOf, mediaPlayed, panelAt } from './journey-events.ts';

export type Watched = Parameters<typeof mediaPlayed>[0];

export interface VisitRecorder {
  note(before: Journey, action: Action, after: Journey, exhibition: Exhibition): void;
  /** A chapter that was taken away from a visitor who had gone. */
  noteWatched(watched: Watched): void;
  noteActivity(): void;
  setVisible(visible: boolean): void;
  tick(): void;
}

export function recordVisit(deps: { log: LogClient; now(): number }, idleLimitMs: number): VisitRecorder {
  let visitId = '';
  const attention = createAttention({
    now: deps.now,
    idleLimitMs,
    onBeat: (panel, attendedMs) => deps.log.record(visitId, 'visit.beat', { panel, attended_ms: attendedMs }),
    onClosed: (panel, title, dwellMs) =>
      deps.log.record(visitId, 'panel.closed', { panel, title, dwell_ms: dwellMs }),
  });
  return {
    note(before, action, after, exhibition) {
      visitId = after.visit?.id ?? visitId;
      // The board that is left is closed before whatever comes next happens.
      if (panelAt(before) !== panelAt(after)) attention.closePanel();
      for (const { type, body } of eventsOf(before, action, after, exhibition)) {
        deps.log.record(visitId, type, body);
      }
      const panel = findPanel(exhibition, panelAt(after) ?? '');
      if (panel && panelAt(before) !== panel.id) attention.openPanel(panel.id, panel.title);
      attention.noteActivity();
    },
    noteWatched(watched) {
      const { type, body } = mediaPlayed(watched);
      deps.log.record(visitId, type, body);
    },
    noteActivity: attention.noteActivity,
    setVisible: attention.setVisible,
    tick: attention.tick,
  };
}
