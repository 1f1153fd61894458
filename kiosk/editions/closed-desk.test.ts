// Commands on a folder where no kiosk runs: the same as on a running one, and in its log as well.
import { expect, test } from 'vitest';
import { join } from 'node:path';
import { takeKioskLock } from '../log/kiosk-lock.ts';
import { openLogReader } from '../log/open-reader.ts';
import { makeEdition } from '../testing/make-edition.ts';
import { makeFolder } from '../testing/make-folder.ts';
import { makeClock } from '../testing/make-visits.ts';
import { openClosedDesk } from './closed-desk.ts';

function openDesk() {
  const dir = makeFolder();
  const dataDir = join(dir, 'data');
  const shippedDir = makeEdition(join(dir, 'edition'));
  const tell = () => undefined;
  return {
    dataDir,
    desk: openClosedDesk({ dataDir, shippedDir, version: '0.1.0', clock: makeClock(), tell }),
  };
}

test('a recall is written into the log, with the edition that would be shown', async () => {
  const { dataDir, desk } = openDesk();
  expect(await desk.act({ do: 'recall', case: 'some-case' })).toMatchObject({ recalled: ['some-case'] });
  const log = openLogReader(dataDir);
  expect(log.database.prepare('select type, edition, body from events').all()).toEqual([
    {
      type: 'case.recalled',
      edition: 'sample-2026-11-01-1',
      body: JSON.stringify({ case: 'some-case', list_version: 1 }),
    },
  ]);
  log.close();
});

test('nothing is changed while a kiosk holds the folder, or where there is nothing to go back to', async () => {
  const { dataDir, desk } = openDesk();
  await expect(desk.act({ do: 'back' })).rejects.toMatchObject({ code: 'nothing-before' });
  const lock = takeKioskLock(dataDir);
  await expect(desk.act({ do: 'recall', case: 'some-case' })).rejects.toMatchObject({ code: 'log-in-use' });
  lock.release();
  expect(desk.list().recalled).toEqual([]);
});
