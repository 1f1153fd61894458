// Clocks that a test moves, and what visitors' screens send.
import { randomUUID } from 'node:crypto';
import type { PostableType, PostedEvent, EventBody } from '../../model/log-event.ts';
import type { Clock } from '../clock.ts';
import type { Run } from '../log/own-events.ts';

export type TestClock = Clock & { pass(ms: number): void; wall: number; mono: number };

export function makeClock(wall = Date.parse('2026-11-20T12:00:00+08:00'), mono = 1_000_000): TestClock {
  const clock: TestClock = {
    wall,
    mono,
    bootId: 'boot-1',
    wallMs: () => clock.wall,
    monoMs: () => clock.mono,
    pass(ms) {
      clock.wall += ms;
      clock.mono += ms;
    },
  };
  return clock;
}

export const sampleRun: Run = {
  version: '0.1.0',
  edition: 'sample-2026-11-01-1',
  editionDate: '2026-11-01',
  timeZone: 'Asia/Shanghai',
  idleLimitMs: 60_000,
};

export function makeEvent<T extends PostableType>(
  visitId: string,
  type: T,
  body: EventBody<T>,
  changes: Partial<PostedEvent> = {},
): PostedEvent {
  // The generic pair of type and body is one of the union's members.
  return {
    event_id: randomUUID(),
    visit_id: visitId,
    type,
    schema_version: 1,
    age_ms: 0,
    body,
    ...changes,
  } as PostedEvent;
}

/** A visit that counts as one: a start, two interactions, an end. */
export function makeVisit(visitId: string = randomUUID()): PostedEvent[] {
  const panel = 'envelope';
  return [
    makeEvent(visitId, 'visit.started', { language: 'zh-Hans', mode: 'visitor' }),
    makeEvent(visitId, 'panel.opened', { panel, title: '信封', aspect: 'integrity' }),
    makeEvent(visitId, 'case.opened', { case: 'first-favour', title: '第一次人情', panel }),
    makeEvent(visitId, 'visit.ended', { cause: 'finished' }),
  ];
}

/** Waits until `condition` holds; fails after `patienceMs`. */
export async function until(condition: () => boolean | Promise<boolean>, patienceMs = 4_000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`it did not come about in ${patienceMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
