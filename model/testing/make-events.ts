// Builders of events for tests: a visit told step by step, on a clock that the test moves.
import type { EventBody, EventType, PostableType, StoredEvent } from '../log-event.ts';

export const noonMs = Date.parse('2026-11-20T12:00:00+08:00');

export type Stamps = {
  log_id: string;
  boot_id: string;
  stop_id: string | null;
  edition: string;
  wallMs: number;
  monoMs: number;
};

const defaults: Stamps = {
  log_id: 'a'.repeat(32),
  boot_id: 'boot-1',
  stop_id: null,
  edition: 'sample-2026-11-01-1',
  wallMs: noonMs,
  monoMs: 1_000_000,
};

/** A log being written: `write` appends at the clock's present moment, `pass` moves it on. */
export function makeLogbook(stamps: Partial<Stamps> = {}) {
  const now: Stamps = { ...defaults, ...stamps };
  const events: StoredEvent[] = [];
  const nameId = (kind: number, number: number) =>
    `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;

  function write<T extends EventType>(visitId: string | null, type: T, body: EventBody<T>): StoredEvent {
    const seq = events.length + 1;
    const { wallMs, monoMs, ...rest } = now;
    const event = {
      ...rest,
      seq,
      event_id: nameId(1, seq),
      visit_id: visitId,
      type,
      schema_version: 1,
      wall_ms: wallMs,
      mono_ms: monoMs,
      body,
    } as StoredEvent;
    events.push(event);
    return event;
  }

  return {
    events,
    now,
    pass(ms: number): void {
      now.wallMs += ms;
      now.monoMs += ms;
    },
    write,
    visitId: (number: number) => nameId(2, number),
    eventsOf: (visitId: string) => events.filter(({ visit_id }) => visit_id === visitId),
  };
}
export type Logbook = ReturnType<typeof makeLogbook>;

/** What a kiosk writes first; without it a log does not say what its edition is. */
export function startKiosk(book: Logbook, body: Partial<EventBody<'kiosk.started'>> = {}): StoredEvent {
  return book.write(null, 'kiosk.started', {
    version: '0.1.0',
    edition_date: '2026-11-01',
    time_zone: 'Asia/Shanghai',
    idle_limit_ms: 60_000,
    ...body,
  });
}

/** What a start says of the moment at which the kiosk was last known to run. */
export function aliveAt({ now }: Logbook) {
  return {
    last_alive_wall_ms: now.wallMs,
    last_alive_mono_ms: now.monoMs,
    last_alive_boot_id: now.boot_id,
  };
}

/** Without power for so long, then started in a new boot of the machine. */
export function restartKiosk(book: Logbook, offMs: number, monoMs = 20_000): void {
  const before = aliveAt(book);
  book.pass(offMs);
  book.now.boot_id = `boot-${book.events.length + 1}`;
  book.now.monoMs = monoMs;
  startKiosk(book, before);
}

/** One visit's own writer. */
export function startVisit(book: Logbook, number: number, body: Partial<EventBody<'visit.started'>> = {}) {
  const visitId = book.visitId(number);
  const add = <T extends PostableType>(type: T, content: EventBody<T>) => book.write(visitId, type, content);
  add('visit.started', { language: 'zh-Hans', mode: 'visitor', ...body });
  return {
    visitId,
    add,
    openPanel: (panel: string, title = `板 ${panel}`) =>
      add('panel.opened', { panel, title, aspect: 'integrity' }),
    closePanel: (panel: string, dwellMs: number) =>
      add('panel.closed', { panel, title: `板 ${panel}`, dwell_ms: dwellMs }),
    beat: (panel: string, attendedMs: number) => add('visit.beat', { panel, attended_ms: attendedMs }),
    end: (cause: EventBody<'visit.ended'>['cause'] = 'finished') => add('visit.ended', { cause }),
  };
}
