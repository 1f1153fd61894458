import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../testing/make-folder.ts';
import { until } from '../testing/make-visits.ts';
import { watchSticks, type Stick } from './watch-sticks.ts';

const manifest = {
  format: 1,
  id: 'show-2026-11-20-2',
  edition: { number: 2, date: '2026-11-20' },
  title: '警钟',
  builtBy: '0.1.0',
  files: [],
};

function watch(root: string) {
  const changes: number[] = [];
  const sticks = watchSticks({
    roots: { folders: [{ path: root, depth: 1 }], drives: [], needsMount: false },
    everyMs: 10,
    onChange: (list) => void changes.push(list.length),
  });
  onTestFinished(() => sticks.stop());
  return { sticks, changes };
}

test('notices a stick, its packs and its recall list, and that it was pulled out', async () => {
  const root = makeFolder();
  const { sticks, changes } = watch(root);
  await sticks.look();
  expect(sticks.list()).toEqual([]);

  mkdirSync(join(root, 'VAN 1', 'new edition'), { recursive: true });
  writeFileSync(join(root, 'VAN 1', 'new edition', 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(root, 'VAN 1', 'holiday.zip'), 'no zip at all');
  writeFileSync(join(root, 'VAN 1', 'recall-list.json'), '{}');
  await until(() => (sticks.list()[0]?.packs.length ?? 0) > 0);
  const [stick] = sticks.list();
  expect(stick).toMatchObject({
    label: 'VAN 1',
    isWritable: true,
    packs: [{ name: 'new edition', id: manifest.id, number: 2, date: '2026-11-20', isSigned: false }],
    recallList: join(root, 'VAN 1', 'recall-list.json'),
  } satisfies Partial<Record<keyof Stick, unknown>>);
  expect(stick?.freeBytes).toBeGreaterThan(0);

  rmSync(join(root, 'VAN 1'), { recursive: true });
  await until(() => sticks.list().length === 0);
  expect(changes.at(-1)).toBe(0);
});

test('a pack that was copied onto the stick as it is counts, and a changed one is read again', async () => {
  const root = makeFolder();
  const { sticks } = watch(root);
  mkdirSync(join(root, 'STICK'));
  writeFileSync(join(root, 'STICK', 'manifest.json'), JSON.stringify(manifest));
  await until(() => sticks.list()[0]?.packs[0]?.number === 2);
  writeFileSync(
    join(root, 'STICK', 'manifest.json'),
    JSON.stringify({ ...manifest, edition: { number: 3, date: '2026-11-20' } }, null, 1),
  );
  await until(() => sticks.list()[0]?.packs[0]?.number === 3);
});
