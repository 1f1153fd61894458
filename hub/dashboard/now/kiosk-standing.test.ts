import { expect, test } from 'vitest';
import type { NowView } from '../../../model/hub-views.ts';
import { byUrgency, findStanding } from './kiosk-standing.ts';

const nowMs = Date.parse('2026-11-20T10:00:00Z');
const dayMs = 24 * 3_600_000;

function aKiosk(changes: Partial<NowView['kiosks'][number]> = {}): NowView['kiosks'][number] {
  return {
    kioskId: 'kiosk-1',
    name: '一',
    state: 'active',
    enrolledMs: nowMs - 30 * dayMs,
    lastHeardMs: nowMs - 60_000,
    clonedMs: null,
    version: '1.0.0',
    edition: 'e1',
    staged: null,
    stop: '',
    stopName: '',
    entry: '',
    unsent: 0,
    freeBytes: 1,
    clockSkewMs: 0,
    lights: [],
    ...changes,
  };
}

test.each([
  ['well', {}],
  ['urgent', { clonedMs: nowMs }],
  ['urgent', { lights: [{ id: 'disk', state: 'red', code: 'full' }] }],
  ['look', { lights: [{ id: 'disk', state: 'amber', code: 'low' }] }],
  ['look', { clockSkewMs: -6 * 60_000 }],
  ['silent', { lastHeardMs: null }],
  ['silent', { lastHeardMs: nowMs - 15 * dayMs }],
  ['well', { lastHeardMs: nowMs - 13 * dayMs }],
  ['revoked', { state: 'revoked', clonedMs: nowMs }],
] as const)('%s: %o', (standing, changes) => {
  expect(findStanding(aKiosk(changes as Partial<NowView['kiosks'][number]>), nowMs)).toBe(standing);
});

test('a kiosk that somebody has to see to stands first, one taken off the hub last', () => {
  const kiosks = [
    aKiosk({ name: 'gone', state: 'revoked' }),
    aKiosk({ name: 'well' }),
    aKiosk({ name: 'cloned', clonedMs: nowMs }),
  ];
  expect(kiosks.toSorted(byUrgency(nowMs)).map(({ name }) => name)).toEqual(['cloned', 'well', 'gone']);
});
