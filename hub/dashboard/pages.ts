// Every page of the dashboard, in the order in which the navigation shows them. A page is added here, with
// its title under `page` in the words, and nowhere else.
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Right } from '../../model/hub-access.ts';
import type { FilterName } from '../../model/hub-views.ts';
import type { PageName } from './i18n/page-names.ts';
import { filterNames } from './filters/filters.ts';

export type Page = {
  path: string;
  /** Whoever does not have it does not see the page; the hub refuses them anyway. */
  right: Right;
  name: PageName;
  group: 'figures' | 'work' | 'house';
  /** What the bar of filters offers above it. */
  filters: readonly FilterName[];
  load: Load;
  Screen: LazyExoticComponent<ComponentType>;
  /** Reached from a figure, not from the navigation. */
  isBehind?: true;
};

type Load = () => Promise<ComponentType>;

/** The page's program comes when it is first turned to, or just before. */
function open(load: Load): Pick<Page, 'load' | 'Screen'> {
  return { load, Screen: lazy(async () => ({ default: await load() })) };
}

const places = ['from', 'to', 'stop', 'entry'] as const;

export const pages: readonly Page[] = [
  {
    path: '/now',
    right: 'see-kiosks',
    name: 'now',
    group: 'figures',
    filters: [],
    ...open(async () => (await import('./now/now-page.tsx')).NowPage),
  },
  {
    path: '/tour',
    right: 'see-figures',
    name: 'tour',
    group: 'figures',
    filters: places,
    ...open(async () => (await import('./tour/tour-page.tsx')).TourPage),
  },
  {
    path: '/visits',
    right: 'see-figures',
    name: 'visits',
    group: 'figures',
    filters: filterNames,
    ...open(async () => (await import('./visits/visits-page.tsx')).VisitsPage),
  },
  {
    path: '/panels',
    right: 'see-figures',
    name: 'panels',
    group: 'figures',
    filters: [...places, 'language', 'audience'],
    ...open(async () => (await import('./panels/panels-page.tsx')).PanelsPage),
  },
  {
    path: '/taking-part',
    right: 'see-figures',
    name: 'takingPart',
    group: 'figures',
    filters: places,
    ...open(async () => (await import('./taking-part/taking-part-page.tsx')).TakingPartPage),
  },
  {
    path: '/rows',
    right: 'see-figures',
    name: 'rows',
    group: 'figures',
    filters: filterNames,
    isBehind: true,
    ...open(async () => (await import('./visits/rows-page.tsx')).RowsPage),
  },
  {
    path: '/rows/groups',
    right: 'see-figures',
    name: 'groups',
    group: 'figures',
    filters: [...places, 'kiosk'],
    isBehind: true,
    ...open(async () => (await import('./rows/groups-page.tsx')).GroupsPage),
  },
  {
    path: '/rows/activities',
    right: 'see-figures',
    name: 'activities',
    group: 'figures',
    filters: [...places, 'kiosk'],
    isBehind: true,
    ...open(async () => (await import('./rows/activities-page.tsx')).ActivitiesPage),
  },
  {
    path: '/rows/off',
    right: 'see-figures',
    name: 'off',
    group: 'figures',
    filters: [...places, 'kiosk'],
    isBehind: true,
    ...open(async () => (await import('./rows/off-page.tsx')).OffPage),
  },
  {
    path: '/rows/reflections',
    right: 'see-figures',
    name: 'reflections',
    group: 'figures',
    filters: [...places, 'kiosk', 'audience'],
    isBehind: true,
    ...open(async () => (await import('./rows/reflections-page.tsx')).ReflectionsPage),
  },
  {
    path: '/exports',
    right: 'export-figures',
    name: 'exports',
    group: 'figures',
    filters: filterNames,
    ...open(async () => (await import('./exports/exports-page.tsx')).ExportsPage),
  },
  {
    path: '/review',
    right: 'review-reflections',
    name: 'review',
    group: 'work',
    filters: [],
    ...open(async () => (await import('./review/review-page.tsx')).ReviewPage),
  },
  {
    path: '/sealed',
    right: 'fetch-sealed',
    name: 'sealed',
    group: 'work',
    filters: [],
    ...open(async () => (await import('./sealed/sealed-page.tsx')).SealedPage),
  },
  {
    path: '/editions',
    right: 'see-kiosks',
    name: 'editions',
    group: 'work',
    filters: [],
    ...open(async () => (await import('./editions/editions-page.tsx')).EditionsPage),
  },
  {
    path: '/plan',
    right: 'see-kiosks',
    name: 'plan',
    group: 'work',
    filters: [],
    ...open(async () => (await import('./plan/plan-page.tsx')).PlanPage),
  },
  {
    path: '/courier',
    right: 'manage-kiosks',
    name: 'courier',
    group: 'work',
    filters: [],
    ...open(async () => (await import('./courier/courier-page.tsx')).CourierPage),
  },
  {
    path: '/kiosks',
    right: 'manage-kiosks',
    name: 'kiosks',
    group: 'house',
    filters: [],
    ...open(async () => (await import('./kiosks/kiosks-page.tsx')).KiosksPage),
  },
  {
    path: '/people',
    right: 'manage-people',
    name: 'people',
    group: 'house',
    filters: [],
    ...open(async () => (await import('./people/people-page.tsx')).PeoplePage),
  },
  {
    path: '/audit',
    right: 'see-audit',
    name: 'audit',
    group: 'house',
    filters: [],
    ...open(async () => (await import('./audit/audit-page.tsx')).AuditPage),
  },
];
