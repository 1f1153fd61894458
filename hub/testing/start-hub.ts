// A hub to call in a test, on a store of its own, with a clock that the test moves.
import { onTestFinished } from 'vitest';
import { assembleHub, type AssembleOptions, type Hub } from '../assemble-hub.ts';
import type { Place } from './on-both-stores.ts';
import { enrolDirectly, makeRequest, makeTestKiosk, type TestKiosk } from './test-kiosk.ts';

export const firstMs = Date.parse('2026-11-20T12:00:00+08:00');

export type TestHub = Hub & {
  clock: { nowMs: number };
  lines: string[];
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  enrol(kioskId?: string): Promise<TestKiosk & { kioskNo: number }>;
};

/** Stopped with the test, if it has not been before. */
export async function startHub(place: Place, more: Partial<AssembleOptions> = {}): Promise<TestHub> {
  const clock = { nowMs: firstMs };
  const lines: string[] = [];
  const hub = await assembleHub({
    ...place,
    passwordCost: { N: 16, r: 8, p: 1 },
    version: '0.1.0',
    now: () => clock.nowMs,
    random: () => 0.5,
    tell: (line) => void lines.push(line),
    ...more,
  });
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await hub.stop();
  };
  onTestFinished(stop);
  return {
    ...hub,
    stop,
    clock,
    lines,
    post: (path, body, headers) => hub.fetch(makeRequest(path, body, headers)),
    get: (path, headers = {}) => hub.fetch(new Request(`http://hub.test${path}`, { headers })),
    async enrol(kioskId) {
      const kiosk = makeTestKiosk(kioskId);
      return { ...kiosk, kioskNo: await enrolDirectly(hub.store, kiosk) };
    },
  };
}
