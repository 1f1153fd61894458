import { expect, test } from 'vitest';
import { viewFiltersSchema } from '../../../model/hub-views.ts';
import { askPath, readFilters, setFilter } from './filters.ts';

test('what is no filter, or no day, is never asked of the hub', () => {
  const filters = readFilters({ from: '20 November', to: '2026-11-20', after: '1.2.3', stop: '', kiosk: '' });
  expect(filters).toEqual({ to: '2026-11-20', stop: '' });
  expect(viewFiltersSchema.parse(filters)).toEqual(filters);
});

test('an empty filter asks for what is at none, and a filter taken away for all', () => {
  expect(setFilter({ stop: 'a' }, 'stop', '')).toEqual({ stop: '' });
  expect(setFilter({ stop: 'a', entry: 'schools' }, 'stop', undefined)).toEqual({ entry: 'schools' });
});

test('with another filter the rows begin anew', () => {
  expect(setFilter({ after: '1.2.3', from: '2026-11-01' }, 'kiosk', 'kiosk-1')).toEqual({
    from: '2026-11-01',
    kiosk: 'kiosk-1',
  });
});

test('what somebody typed cannot leave its place in an address', () => {
  expect(askPath('/api/views/visits', { stop: 'a&kiosk=b#c' })).toBe(
    '/api/views/visits?stop=a%26kiosk%3Db%23c',
  );
  expect(askPath('/api/views/now', {})).toBe('/api/views/now');
});
