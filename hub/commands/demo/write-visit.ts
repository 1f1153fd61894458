// One visit of the demo, as a screen would have told it.
import { createHash, randomUUID } from 'node:crypto';
import { audiences } from '../../../model/aspects.ts';
import type { EventBody, EventType } from '../../../model/log-event.ts';
import { languages } from '../../../model/language.ts';
import type { DemoKiosk } from './demo-kiosk.ts';
import { demoPanels, demoWords, type DemoPanel } from './demo-tour.ts';

type Draw = { random(): number };

export function pick<Value>(from: readonly [Value, ...Value[]], { random }: Draw): Value {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

/** Returns when it ended. */
export function writeVisit(kiosk: DemoKiosk, startedMs: number, draw: Draw): number {
  const { random } = draw;
  const visitId = randomUUID();
  let wallMs = startedMs;
  const isOnce = (chance: number) => random() < chance;
  const add = <T extends EventType>(type: T, body: EventBody<T>, afterMs: number, words?: string) => {
    wallMs += Math.round(afterMs * (0.5 + random()));
    kiosk.write(type, body, { visitId, wallMs, ...(words !== undefined && { words }) });
  };

  function readPanel({ panel, title, aspect, cases }: DemoPanel): void {
    add('panel.opened', { panel, title, aspect }, 3_000);
    const openedMs = wallMs;
    const shown = { case: pick([cases[0], ...cases], draw), title, panel };
    if (isOnce(0.7)) {
      add('case.opened', shown, 5_000);
      if (isOnce(0.7)) {
        add(
          'step.guessed',
          { case: shown.case, step: 1 + Math.floor(random() * 4), right: isOnce(0.45) },
          8_000,
        );
        add('visit.beat', { panel, attended_ms: wallMs - openedMs }, 0);
        add('case.finished', shown, 12_000);
      }
    }
    if (isOnce(0.5)) {
      add('quiz.answered', { panel, choice: Math.floor(random() * 3), right: isOnce(0.65) }, 8_000);
    }
    add('panel.closed', { panel, title, dwell_ms: wallMs - openedMs }, 0);
  }

  function takePart(): void {
    if (isOnce(0.12)) {
      const words = pick(demoWords, draw);
      const sha256 = createHash('sha256').update(words).digest('hex');
      const body = {
        consent: 'public',
        audience: pick(audiences, draw),
        form: 'text',
        marked: false,
        sha256,
      } as const;
      add('reflection.written', body, 40_000, words);
    }
    if (isOnce(0.06)) {
      const signature = { aspect: 3, strokes: [[500, 6_000, 2_500, 3_000, 5_000, 7_000, 9_000, 4_000]] };
      add(
        'pledge.signed',
        { pledge: pick(['officials', 'families'], draw), signatures: [signature] },
        15_000,
      );
    }
    if (isOnce(0.08)) add('media.played', { media: 'film', seconds: 120, completed: isOnce(0.6) }, 110_000);
  }

  const audience = isOnce(0.5) ? { audience: pick(audiences, draw) } : {};
  const language = isOnce(0.85) ? 'zh-Hans' : pick(languages, draw);
  add('visit.started', { language, ...audience, mode: 'visitor' }, 0);
  if (isOnce(0.8)) {
    const first = Math.floor(random() * demoPanels.length);
    const panels = 1 + Math.floor(random() * 3);
    for (let index = 0; index < panels; index += 1) {
      readPanel(demoPanels[(first + index) % demoPanels.length] ?? demoPanels[0]);
    }
    takePart();
  }
  add('visit.ended', { cause: isOnce(0.6) ? 'finished' : 'idle' }, 5_000);
  return wallMs;
}
