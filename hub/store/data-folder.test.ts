import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assembleHub } from '../assemble-hub.ts';
import { makeFolder } from '../testing/on-both-stores.ts';

const start = (dataDir: string) => assembleHub({ dataDir, version: '0.1.0', tell: () => undefined });

test('a data folder that cannot be is answered with a sentence, at once', async () => {
  const file = join(makeFolder(), 'file');
  writeFileSync(file, '');
  const impossible = [file, join(file, 'below'), ...(process.platform === 'linux' ? ['/proc/x'] : [])];
  for (const dataDir of impossible) {
    await expect(start(dataDir), dataDir).rejects.toMatchObject({ code: 'data-folder-unusable' });
  }
});
