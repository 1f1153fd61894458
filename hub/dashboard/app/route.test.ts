import { expect, test } from 'vitest';
import { readLinkToken, readRoute, writeRoute } from './route.ts';

test('a route is read again as it was written, with empty and foreign values', () => {
  const route = { path: '/visits', query: { stop: '', entry: 'schools', audience: 'a&b=c #?%' } };
  expect(readRoute(writeRoute(route))).toEqual(route);
});

test('the same filters give the same address in whatever order they were set', () => {
  expect(writeRoute({ path: '/tour', query: { to: '2026-11-02', from: '2026-11-01' } })).toBe(
    writeRoute({ path: '/tour', query: { from: '2026-11-01', to: '2026-11-02' } }),
  );
});

test.each(['', '#', '#/', '#nothing', '#?from=x'])('%o is the beginning', (hash) => {
  expect(readRoute(hash).path).toBe('/');
});

test('only a whole token is taken for a link', () => {
  const token = 'a'.repeat(43);
  expect(readLinkToken(readRoute(`#/link/${token}`))).toBe(token);
  expect(readLinkToken(readRoute('#/link/short'))).toBeUndefined();
  expect(readLinkToken(readRoute(`#/links/${token}`))).toBeUndefined();
});
