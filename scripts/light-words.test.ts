// The kiosk names what is wrong with a code; the staff's screens hold the sentence. None may be
// missing, and none may wait for a code that never comes.
import { expect, test } from 'vitest';
import { findLights, type LightFacts } from '../kiosk/staff/lights.ts';
import { troubleSentences } from '../kiosk/log/log-trouble.ts';
import { lightWords } from '../hub/dashboard/now/light-words.ts';
import { selfTestResults, syncStandings, type Light } from '../model/staff-api.ts';
import en from '../renderer/i18n/staff/en.json';
import zhHans from '../renderer/i18n/staff/zh-Hans.json';

const gigabyte = 1024 ** 3;
const well: LightFacts = {
  edition: { title: '警钟', titles: { en: 'Warning Bell' }, number: 1, date: '2026-11-01', isSigned: true },
  brokenMedia: 0,
  log: { state: 'ready', events: 12, lastSeq: 12, unsent: 3, ballast: 'held', setAside: [] },
  clock: { quality: 'estimated', at: '2026-11-25 09:00', aheadOfHubMs: 20_000 },
  freeBytes: 40 * gigabyte,
  version: '1.0.0',
  selfTest: undefined,
  selfTestDays: undefined,
  sync: { state: 'not-enrolled', isCloned: false },
  silentDays: undefined,
};
const joined = { name: '汇总站', url: 'http://hub.test', id: 'hub-00000000', kioskName: '一号' };
const tested = (result: (typeof selfTestResults)[number], days: number): Partial<LightFacts> => ({
  selfTest: {
    passed: result === 'passed',
    results: { touch: result, sound: result, screen: result },
    at: '2026-11-25T01:00:00Z',
  },
  selfTestDays: days,
});
/** Each differs from a kiosk that is well in one way; together they take every branch. */
const changes: Partial<LightFacts>[] = [
  {},
  { edition: { ...well.edition, isSigned: false } },
  { brokenMedia: 2 },
  ...(Object.keys(troubleSentences) as (keyof typeof troubleSentences)[]).map((state) => ({
    log: { ...well.log, state },
  })),
  { log: { ...well.log, setAside: [{ folder: 'log-damaged-1', why: 'damaged' }] } },
  { log: { ...well.log, unsent: 50_000 } },
  { log: { ...well.log, ballast: 'released' } },
  ...[null, 600_000, -600_000].map((aheadOfHubMs) => ({
    clock: { quality: 'estimated' as const, at: '2026-11-25 09:00', aheadOfHubMs },
  })),
  ...syncStandings
    .filter((state) => state !== 'not-enrolled')
    .map((state) => ({ sync: { state, hub: joined, isCloned: false }, silentDays: 2 })),
  { sync: { state: 'in-step', hub: joined, isCloned: true } },
  { sync: { state: 'offline', hub: joined, isCloned: false }, silentDays: 40 },
  { clock: { quality: 'unknown', at: '1970-01-01 08:00', aheadOfHubMs: null } },
  { freeBytes: gigabyte / 2 },
  { freeBytes: 1024 },
  ...selfTestResults.map((result) => tested(result, 0)),
  tested('passed', 5),
];
const lights = changes.flatMap((change) => findLights({ ...well, ...change }));

/** The sentences of one code: `says` in one or more plural forms, and `do`. */
function sentencesOf(words: object, { id, code }: Light): Record<string, string> | undefined {
  const ofId = Object.entries(words).find(([key]) => key === id)?.[1] as object | undefined;
  return Object.entries(ofId ?? {}).find(([key]) => key === code)?.[1] as Record<string, string> | undefined;
}

test.each([
  ['Simplified Chinese', zhHans.lights],
  ['English', en.lights],
])('every light has a sentence and a next thing to do in %s, and values for all it names', (_name, words) => {
  for (const light of lights) {
    const name = `${light.id}.${light.code}`;
    const sentences = sentencesOf(words, light);
    if (!sentences) throw new Error(`no sentence for ${name}`);
    expect(sentences.do, name).toBeTruthy();
    expect(sentences.says ?? sentences.says_other, name).toBeTruthy();
    // Days are counted, so that the sentence may say “today”.
    const known = new Set([...Object.keys(light.values), ...('days' in light.values ? ['count'] : [])]);
    const wanted = Object.values(sentences).flatMap((text) =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, value]) => value),
    );
    expect(
      wanted.filter((value) => value === undefined || !known.has(value)),
      name,
    ).toEqual([]);
  }
});

test('no sentence waits for a light that cannot come', () => {
  const shown = new Set(lights.map(({ id, code }) => `${id}.${code}`));
  const written = Object.entries(zhHans.lights).flatMap(([id, codes]) =>
    Object.keys(codes)
      .filter((code) => code !== 'name')
      .map((code) => `${id}.${code}`),
  );
  expect(new Set(written)).toEqual(shown);
});

test('the hub’s pages have a sentence for every light that is not green, and for no other', () => {
  const told = lights.filter(({ state }) => state !== 'green').map(({ id, code }) => `light.${id}.${code}`);
  expect(lightWords.toSorted()).toEqual([...new Set(told)].toSorted());
});
