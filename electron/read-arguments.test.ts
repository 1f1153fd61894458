import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { dropProgram, readArguments } from './read-arguments.ts';

const places = { appDataDir: '/home/kiosk/.config', resourcesDir: '/opt/Jingzhong/resources' };

test('without arguments everything has its place', () => {
  expect(readArguments([], places)).toEqual({
    kind: 'options',
    options: {
      dataDir: join(places.appDataDir, 'jingzhong'),
      editionDir: join(places.resourcesDir, 'edition'),
      isPinned: false,
      rendererDir: join(places.resourcesDir, 'renderer'),
      port: undefined,
      displayIndex: undefined,
      isWindowed: false,
    },
  });
});

test('reads folders from where it was called, numbers and the window', () => {
  const args = [
    '--data',
    'd',
    '--edition',
    '/e',
    '--renderer=/r',
    '--port',
    '0',
    '--display',
    '1',
    '--windowed',
  ];
  expect(readArguments(args, places)).toEqual({
    kind: 'options',
    options: {
      dataDir: resolve('d'),
      editionDir: resolve('/e'),
      isPinned: true,
      rendererDir: resolve('/r'),
      port: 0,
      displayIndex: 1,
      isWindowed: true,
    },
  });
});

test('an edition that stands in for the packed one is not shown before one that was loaded', () => {
  const read = readArguments(['--shipped', '/e'], places);
  expect(read).toMatchObject({ kind: 'options', options: { editionDir: resolve('/e'), isPinned: false } });
});

test('leaves Chromium its own switches', () => {
  const read = readArguments(['--no-sandbox', '--ozone-platform=wayland', '--port=4710'], places);
  expect(read).toMatchObject({ kind: 'options', options: { port: 4710 } });
});

test.each([
  [['--prot', '4710'], '“4710” belongs to no option'],
  [['folder'], '“folder” belongs to no option'],
  [['--port', 'many'], '--port takes a whole number from 0 to 65535'],
  [['--port', '65536'], '--port takes'],
  [['--port'], '--port takes'],
  [['--port=-1'], '--port takes'],
  [['--display', '1.5'], '--display takes'],
  [['--data'], 'Give a folder with --data DIR'],
  [['--data', '--windowed'], 'Give a folder with --data DIR'],
  [['--edition='], 'Give a folder with --edition DIR'],
])('%j is one sentence', (args, sentence) => {
  const read = readArguments(args, places);
  expect(read.kind === 'wrong' && read.sentences.en).toContain(sentence);
});

test('tells the arguments from the program, installed or not', () => {
  expect(dropProgram(['/opt/jingzhong', '--port', '1'], true)).toEqual(['--port', '1']);
  expect(dropProgram(['/electron', '/main.js', '--port', '1'], false)).toEqual(['--port', '1']);
  expect(dropProgram(['/electron', '--no-sandbox', '/main.js', '--data', 'd'], false)).toEqual([
    '--no-sandbox',
    '--data',
    'd',
  ]);
});
