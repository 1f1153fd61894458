import { expect, test } from 'vitest';
import type { TourView } from '../../../model/hub-views.ts';
import { findStay, findTourSpan, placeStay } from './stay-span.ts';

const aStop = (arrivedMs: number | null, leftMs: number | null): TourView['stops'][number] => ({
  stop: 's',
  stopName: 's',
  entry: 'schools',
  address: '',
  arrivedMs,
  leftMs,
  stays: 1,
  groups: 0,
  offMs: 0,
  visits: 0,
  touches: 0,
  visitsOutsideGroups: 0,
  groupPeople: 0,
  peopleReached: 0,
});

test('a stay that goes on lasts until now, and one of unknown time is nowhere on the line', () => {
  expect(findStay(aStop(10, null), 50)).toEqual({ fromMs: 10, toMs: 50 });
  expect(findStay(aStop(null, 20), 50)).toBeUndefined();
  expect(findTourSpan([aStop(null, null)], 50)).toBeUndefined();
});

test('stays lie on the line as they lay in time, and none runs over its end', () => {
  const whole = findTourSpan([aStop(0, 40), aStop(40, 100)], 100);
  expect(whole).toEqual({ fromMs: 0, toMs: 100 });
  if (!whole) return;
  expect(placeStay({ fromMs: 40, toMs: 100 }, whole)).toEqual({ left: 0.4, width: 0.6 });
  const short = placeStay({ fromMs: 100, toMs: 100 }, whole);
  expect(short.width).toBeGreaterThan(0);
  expect(short.left + short.width).toBeLessThanOrEqual(1);
});
