// What the dashboard asks for: every view as it opens, and cut in every way that it offers.
import { kioskIdOf } from './fill-hub.ts';

export type ViewCase = { name: string; path: string };

const cuts: Record<string, string> = {
  all: '',
  days: 'from=2026-11-25&to=2026-12-20',
  stop: 'stop=stop-2-3',
  entry: 'entry=youth',
  kiosk: `kiosk=${kioskIdOf(3)}`,
  language: 'language=en',
  audience: 'audience=officials',
};

const figureViews = ['tour', 'visits', 'panels', 'taking-part'];

const rowCuts: Record<string, string> = {
  ...cuts,
  'old-day': 'from=2026-11-23&to=2026-11-23',
  panel: 'panel=envelope',
  hour: 'hour=10',
  'staff-tests': 'kind=staff-test',
  outside: 'kind=visit&group=',
  'unknown time': 'kind=visit&time=unknown',
  finished: 'kind=visit&panel=envelope&finished=yes',
  'turned back': 'kind=visit&panel=envelope&finished=no',
  'question right': 'kind=visit&panel=envelope&quiz=right',
  signed: 'signed=',
  'signed at a stop': 'signed=officials&stop=stop-2-3',
  film: 'did=film',
  'film of an audience': 'did=film&audience=officials',
  aspect: 'aspect=integrity',
  'aspect at an entry': 'aspect=integrity&entry=youth',
};

/** Groups and activities are few; reflections are not. */
const otherRows = ['groups', 'activities', 'reflections'];

/** `after`: where a page in the middle of all rows begins. */
export function listCases(entry: string, audience: string, after: string): ViewCase[] {
  const cut = (query: string) =>
    query.replace('entry=youth', `entry=${entry}`).replace('audience=officials', `audience=${audience}`);
  return [
    { name: 'now', path: '/api/views/now' },
    ...figureViews.flatMap((view) =>
      Object.entries(cuts).map(([name, query]) => ({
        name: `${view} ${name}`,
        path: `/api/views/${view}?${cut(query)}`,
      })),
    ),
    ...Object.entries(rowCuts).map(([name, query]) => ({
      name: `rows ${name}`,
      path: `/api/visits?${cut(query)}`,
    })),
    ...otherRows.flatMap((kind) =>
      Object.entries(cuts).map(([name, query]) => ({
        name: `rows of ${kind} ${name}`,
        path: `/api/rows/${kind}?${cut(query)}`,
      })),
    ),
    { name: 'rows middle', path: `/api/visits?after=${after}` },
    { name: 'review pending', path: '/api/review?state=pending' },
    { name: 'review approved', path: '/api/review?state=approved' },
  ];
}
