// The bell stands there sooner when what is not needed for it is loaded later.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Every file that is loaded with `first`, by imports that are no mere types. */
function findLoaded(first: string): Set<string> {
  const loaded = new Set<string>();
  const waiting = [first];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (loaded.has(file) || !existsSync(file)) continue;
    loaded.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, from = ''] of text.matchAll(/^(?:import|export) (?!type)[^;]*?from '(\.[^']+)';/gms))
      waiting.push(join(dirname(file), from));
  }
  return loaded;
}

test('a kiosk starts without the checker of packs, and without what reads YAML', () => {
  const loaded = [...findLoaded(join(root, 'kiosk/serve.ts'))].map((file) => relative(root, file));
  expect(loaded).toContain('kiosk/sync/fetch-pack.ts');
  expect(loaded).not.toContain('pack/check-pack.ts');
  expect(loaded.filter((file) => /from 'yaml'/.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});
