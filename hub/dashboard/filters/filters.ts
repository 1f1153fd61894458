// The filters that the views of figures share. They stand in the address, so that a view can be sent on,
// and go along when one turns to another view.
import type { FilterName, ViewFilters } from '../../../model/hub-views.ts';

export const filterNames = ['from', 'to', 'stop', 'entry', 'kiosk', 'language', 'audience'] as const;
/** For these an empty value asks for what is at none. */
const mayBeNone: readonly FilterName[] = ['stop', 'entry', 'audience'];

type Query = Readonly<Record<string, string>>;

/** The filters and nothing else of a page's query. */
export function keepFilters(query: Query): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of filterNames) {
    const value = query[name];
    if (value === undefined || (value === '' && !mayBeNone.includes(name))) continue;
    if ((name === 'from' || name === 'to') && !isDay(value)) continue;
    kept[name] = value.slice(0, 120);
  }
  return kept;
}

export function readFilters(query: Query): ViewFilters {
  return keepFilters(query);
}

/** One filter set, or with `undefined` taken away; the rest of the page begins anew. */
export function setFilter(query: Query, name: FilterName, value: string | undefined): Record<string, string> {
  const { [name]: _before, ...rest } = keepFilters(query);
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** Without those by which a figure is not cut: the rows behind it are as many. */
export function dropFilters(query: Query, names: readonly FilterName[]): Record<string, string> {
  const dropped = new Set<string>(names);
  return Object.fromEntries(Object.entries(query).filter(([name]) => !dropped.has(name)));
}

/** An address of the hub's with what is asked for. */
export function askPath(path: string, query: Query): string {
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
