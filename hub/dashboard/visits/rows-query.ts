// What the page of rows asks for, out of its address: what the hub would refuse is left out.
import { visitRowsQuerySchema } from '../../../model/hub-views.ts';
import { keepFilters } from '../filters/filters.ts';

const own = ['kind', 'panel', 'hour', 'after'] as const;

export function readRowsQuery(query: Readonly<Record<string, string>>): Record<string, string> {
  const asked = keepFilters(query);
  for (const name of own) {
    const value = query[name];
    if (value === undefined || value === '') continue;
    if (visitRowsQuerySchema.shape[name].safeParse(value).success) asked[name] = value;
  }
  return asked;
}
