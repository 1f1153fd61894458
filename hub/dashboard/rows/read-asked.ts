// What a page of rows asks for, out of its address: what the hub would refuse is left out.
import type { z } from 'zod';
import { filterNames, keepFilters } from '../filters/filters.ts';

type Query = Readonly<Record<string, string>>;
const shared = new Set<string>(filterNames);

/** `shape`: of the hub's own question; `mayBeNone`: where an empty value asks for what is at none. */
export function readAsked(
  query: Query,
  shape: Readonly<Record<string, z.ZodType>>,
  mayBeNone: readonly string[] = [],
): Record<string, string> {
  const asked = keepFilters(query);
  for (const [name, schema] of Object.entries(shape)) {
    const value = query[name];
    if (shared.has(name) || value === undefined || (value === '' && !mayBeNone.includes(name))) continue;
    if (schema.safeParse(value).success) asked[name] = value;
  }
  return asked;
}
