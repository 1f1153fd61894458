// What starts a kiosk in a folder of its own: the version that is named, the one before where a new one
// never becomes ready, and its end passed on. Its Node is a script here.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPointer, writePointer } from '../../kiosk/program/program-folder.ts';
import { makeFolder } from '../../kiosk/testing/make-folder.ts';
import { until } from '../../kiosk/testing/make-visits.ts';

const [older, newer] = ['1.0.0-00000000', '1.1.0-0a1b2c3d'];

/** `nodes`: what each version's Node does, as a shell script. `$here` is the folder. */
function makeKiosk(nodes: Record<string, string>): string {
  const dir = makeFolder();
  copyFileSync(join(import.meta.dirname, 'jingzhong.sh'), join(dir, 'jingzhong'));
  for (const [folder, script] of Object.entries(nodes)) {
    mkdirSync(join(dir, 'versions', folder), { recursive: true });
    const head = `#!/bin/sh\nhere='${dir}'\necho "${folder} $2" >>"$here/started"\n`;
    writeFileSync(join(dir, 'versions', folder, 'node'), head + script, { mode: 0o755 });
  }
  return dir;
}

const started = (dir: string) => readFileSync(join(dir, 'started'), 'utf8').trimEnd().split('\n');
const start = (dir: string) => spawnSync('sh', [join(dir, 'jingzhong'), '--shell'], { encoding: 'utf8' });

test('starts the version that is named, with its arguments, and ends as it ends', () => {
  const dir = makeKiosk({ [older]: 'exit 3', [newer]: 'exit 0' });
  writePointer(dir, { current: older, previous: newer });
  expect(start(dir).status).toBe(3);
  expect(started(dir)).toEqual([`${older} --shell`]);
});

test('after 75 it looks again which version is to run: an update needs nobody', () => {
  const pointer = `printf 'current=${newer}\\nprevious=${older}\\ntries=0\\n' >"$here/program"`;
  const ready = `printf 'current=${newer}\\nprevious=${older}\\n' >"$here/program"`;
  const dir = makeKiosk({ [older]: `${pointer}\nexit 75`, [newer]: `${ready}\nexit 0` });
  writePointer(dir, { current: older });
  expect(start(dir).status).toBe(0);
  expect(started(dir)).toEqual([`${older} --shell`, `${newer} --shell`]);
  expect(readPointer(dir)).toEqual({ current: newer, previous: older });
});

test('a version that never becomes ready is tried three times, then the one before runs again', () => {
  const dir = makeKiosk({ [older]: 'exit 0', [newer]: 'exit 1' });
  writePointer(dir, { current: newer, previous: older, tries: 0 });
  const { status, stderr } = start(dir);
  expect(status).toBe(0);
  expect(started(dir)).toEqual([...Array<string>(3).fill(`${newer} --shell`), `${older} --shell`]);
  expect(readPointer(dir)).toEqual({ current: older, previous: newer });
  expect(stderr).toContain(`version ${older} runs again`);
});

test('one that hangs is given up after its power was cut three times', async () => {
  const dir = makeKiosk({ [older]: 'exit 0', [newer]: 'exec sleep 30' });
  writePointer(dir, { current: newer, previous: older, tries: 0 });
  for (let cut = 1; cut <= 3; cut += 1) {
    const child = spawn('sh', [join(dir, 'jingzhong')], { detached: true, stdio: 'ignore' });
    await until(() => readPointer(dir)?.tries === cut);
    const gone = once(child, 'exit');
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await gone;
  }
  expect(start(dir).status).toBe(0);
  expect(started(dir).at(-1)).toBe(`${older} --shell`);
});

test('a signal to it reaches the kiosk, and its end is waited for', async () => {
  const dir = makeKiosk({
    [older]: `trap 'echo stopped >>"$here/started"; exit 0' TERM\nwhile :; do sleep 0.05; done`,
  });
  writePointer(dir, { current: older });
  const child = spawn('sh', [join(dir, 'jingzhong')], { stdio: 'ignore' });
  await until(() => spawnSync('test', ['-s', join(dir, 'started')]).status === 0);
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect(started(dir).at(-1)).toBe('stopped');
});
