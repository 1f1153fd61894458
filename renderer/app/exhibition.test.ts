import { expect, test, vi } from 'vitest';
import { createExhibitionSource } from './exhibition.ts';

function makeSource() {
  const shown = { tag: '"1"' };
  const fetchTagged = vi.fn(async (path: string) => ({ tag: shown.tag, value: { path, tag: shown.tag } }));
  return {
    shown,
    fetchTagged,
    source: createExhibitionSource({ fetchTagged, fetchTag: async () => shown.tag }),
  };
}

test('a language is fetched once, for as long as the same edition is shown', async () => {
  const { source, fetchTagged } = makeSource();
  await source.load('en');
  expect(await source.refresh('en')).toBeUndefined();
  await source.load('en');
  expect(fetchTagged).toHaveBeenCalledTimes(1);
});

test('another edition is fetched anew, in every language', async () => {
  const { source, shown } = makeSource();
  await source.load('en');
  await source.load('zh-Hans');
  shown.tag = '"2"';
  expect(await source.refresh('en')).toMatchObject({ tag: '"2"' });
  expect(await source.load('zh-Hans')).toMatchObject({ tag: '"2"' });
  expect(await source.refresh('en')).toBeUndefined();
});
