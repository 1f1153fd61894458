import { expect, test } from 'vitest';
import { visitRowsQuerySchema } from '../../../model/hub-views.ts';
import { readRowsQuery } from './rows-query.ts';

test('what an address asks for is what the hub takes, and nothing else', () => {
  const asked = readRowsQuery({
    kind: 'visit',
    hour: '9',
    panel: 'bridge',
    finished: 'no',
    signed: '',
    stop: '',
    after: '-5.3.00000000-0000-4000-8000-000000000000',
    state: 'x',
  });
  expect(asked).toEqual({
    kind: 'visit',
    hour: '9',
    panel: 'bridge',
    finished: 'no',
    signed: '',
    stop: '',
    after: '-5.3.00000000-0000-4000-8000-000000000000',
  });
  expect(visitRowsQuerySchema.safeParse(asked).success).toBe(true);
});

test.each([{ kind: 'all' }, { hour: '24' }, { after: '1' }, { hour: '' }, { panel: '' }, { did: 'panels' }])(
  '%o is left out',
  (query) => {
    expect(readRowsQuery(query)).toEqual({});
  },
);
