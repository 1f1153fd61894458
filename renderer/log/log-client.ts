// Sends what happens to the kiosk's log, in order, as soon as it happens. The log is durable
// before it answers; until then events wait here and are sent again under the same ids, so
// that none is lost or counted twice while the log is away.

export interface PendingEvent {
  event_id: string;
  visit_id: string;
  type: string;
  schema_version: 1;
  body: unknown;
  /** performance.now() when it happened, ms. */
  happenedMs: number;
}

export interface LogClientOptions {
  post(events: object[]): Promise<{ status: number }>;
  /** Monotonic, ms. */
  now(): number;
  newId(): string;
  wait(ms: number): Promise<void>;
  onRefused(events: PendingEvent[], status: number): void;
}

/** The kiosk takes at most this many events at once. */
const maxEventsAtOnce = 100;
/** A day of hard use is some ten thousand events; beyond this the oldest visits yield. */
const maxWaiting = 20_000;
const retryMs = [500, 1_000, 2_000, 5_000, 10_000];

export interface LogClient {
  record(visitId: string, type: string, body: unknown): void;
  /** Resolves when nothing is waiting. */
  settled(): Promise<void>;
  waitingCount(): number;
}

export function createLogClient(options: LogClientOptions): LogClient {
  let waiting: PendingEvent[] = [];
  let sending: Promise<void> | undefined;

  async function sendAll(): Promise<void> {
    let failures = 0;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxEventsAtOnce);
      const status = await send(batch);
      if (status >= 200 && status < 300) {
        failures = 0;
        forget(batch);
      } else if (status === 422 || status === 413 || status === 400) {
        // The log will never take these; keeping them would hold up everything behind them.
        options.onRefused(batch, status);
        forget(batch);
      } else {
        await options.wait(retryMs[Math.min(failures, retryMs.length - 1)] ?? 10_000);
        failures += 1;
      }
    }
  }

  function forget(batch: PendingEvent[]): void {
    const done = new Set(batch);
    waiting = waiting.filter((event) => !done.has(event));
  }

  async function send(batch: PendingEvent[]): Promise<number> {
    const sentMs = options.now();
    try {
      const { status } = await options.post(
        batch.map(({ happenedMs, ...event }) => ({
          ...event,
          age_ms: Math.max(0, Math.round(sentMs - happenedMs)),
        })),
      );
      return status;
    } catch {
      return 0; // The kiosk did not answer: the same as any other refusal that may pass.
    }
  }

  function startSending(): void {
    // A turn later, so that what one touch causes travels together.
    sending ??= Promise.resolve()
      .then(sendAll)
      .finally(() => {
        sending = undefined;
        if (waiting.length > 0) startSending();
      });
  }

  return {
    record(visitId, type, body) {
      waiting.push({
        event_id: options.newId(),
        visit_id: visitId,
        type,
        schema_version: 1,
        body,
        happenedMs: options.now(),
      });
      if (waiting.length > maxWaiting) waiting = waiting.slice(-maxWaiting);
      startSending();
    },
    async settled() {
      while (sending) await sending;
    },
    waitingCount: () => waiting.length,
  };
}
