// The installed kiosk: electron-builder really packs it, around an Electron that is none, and
// what it made is looked at; then the program in it is run, in Node with a fake of Electron.
import { extractAll, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch, build, Platform } from 'electron-builder';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describePackage, type PackageFolders } from '../electron-builder.config.ts';
import { buildElectron } from '../scripts/build-electron.ts';
import { rootDir } from '../scripts/build.ts';
import { drawIcon } from '../scripts/draw-icon.ts';
import { packKiosk } from '../scripts/pack-kiosk.ts';
import { makeSmallEdition, makeSmallScreens } from './support/small-edition.ts';

let dir: string;
let folders: PackageFolders;
const resources = { linux: '', windows: '' };
const programs = { linux: '', windows: '' };

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'jingzhong-package-'));
  await buildElectron(() => {});
  folders = {
    editionDir: makeSmallEdition(join(dir, 'edition')),
    rendererDir: makeSmallScreens(join(dir, 'renderer')),
    iconFile: await drawIcon(join(dir, 'icon.ico')),
    outDir: join(dir, 'dist'),
    electronDir: makeElectronStandIn(join(dir, 'electron')),
  };
  for (const platform of ['linux', 'windows'] as const) {
    await packKiosk(platform, folders, { isUnpacked: true });
  }
  const [linuxDir, windowsDir] = [
    join(folders.outDir, 'linux-unpacked'),
    join(folders.outDir, 'win-unpacked'),
  ];
  resources.linux = join(linuxDir, 'resources');
  resources.windows = join(windowsDir, 'resources');
  programs.linux = join(linuxDir, 'jingzhong');
  programs.windows = join(windowsDir, 'Jingzhong.exe');
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** A folder with the files that electron-builder expects of Electron, and its fuses all on. */
function makeElectronStandIn(to: string): string {
  const fuses = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9])]);
  const wire = Buffer.concat([fuses, Buffer.from('1'.repeat(9)), Buffer.alloc(64)]);
  // The archive's hash is written into a Windows program's resources, so it must be one.
  const anyProgram = readFileSync(join(rootDir, 'node_modules/electron-winstaller/vendor/7z-x64.exe'));
  const files = {
    electron: wire,
    'electron.exe': Buffer.concat([anyProgram, wire]),
    'chrome-sandbox': '',
    LICENSE: 'the licence of Electron',
    'LICENSES.chromium.html': '',
    version: '45.4.1',
    'locales/en-US.pak': '',
    'locales/de.pak': '',
    'locales/zh-CN.pak': '',
    'locales/zh-TW.pak': '',
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), content);
  }
  return to;
}

const bothPlatforms = [
  { platform: 'linux', native: 'linux-x64.node' },
  { platform: 'windows', native: 'win32-x64.node' },
] as const;

test.each(bothPlatforms)(
  'the archive for $platform holds the program and SQLite, and nothing else',
  ({ platform, native }) => {
    const listed = listPackage(join(resources[platform], 'app.asar'), { isPack: false });
    const files = listed
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /\.\w+$|LICENSE/.test(path));
    const sqlite = '/node_modules/better-sqlite3';
    expect(files.filter((path) => !path.startsWith(`${sqlite}/lib/`)).sort()).toEqual([
      '/build/electron/export-worker.js',
      '/build/electron/main.js',
      '/build/electron/pack-child.js',
      `${sqlite}/LICENSE`,
      `${sqlite}/package.json`,
      `${sqlite}/prebuilds/${native}`,
      '/package.json',
    ]);
    expect(files).toContain(`${sqlite}/lib/index.js`);
  },
);

test.each(bothPlatforms)(
  'outside the archive for $platform lies its own native module, and no other file of the program',
  ({ platform, native }) => {
    expect(listFiles(join(resources[platform], 'app.asar.unpacked'))).toEqual([
      `node_modules/better-sqlite3/prebuilds/${native}`,
    ]);
  },
);

test.each(bothPlatforms)('exhibition, screens and licences for $platform are plain files', ({ platform }) => {
  const at = resources[platform];
  expect(listFiles(join(at, 'edition'))).toEqual(listFiles(folders.editionDir));
  expect(listFiles(join(at, 'renderer'))).toEqual(listFiles(folders.rendererDir));
  expect(readFileSync(join(at, 'edition/media/bridge.webp'), 'utf8')).toBe('not really a picture');
  const licences = listFiles(join(at, 'licences'));
  expect(licences).toEqual(expect.arrayContaining(listFiles(join(rootDir, 'licences'))));
  expect(licences).toEqual(expect.arrayContaining(['jingzhong.txt', 'program.md', 'third-party.md']));
  const program = readFileSync(join(at, 'licences/program.md'), 'utf8');
  for (const name of ['hono', '@hono/node-server', 'zod']) expect(program).toContain(`## ${name} - `);
  expect(existsSync(join(at, '..', 'LICENSE.electron.txt'))).toBe(true);
});

test.each(bothPlatforms)('the fuses for $platform are set in the program itself', async ({ platform }) => {
  const wire = await getCurrentFuseWire(programs[platform]);
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
  });
});

test('the Windows program carries the archive’s hash', () => {
  const program = readFileSync(programs.windows);
  expect(program.includes(Buffer.from('ELECTRONASAR', 'utf16le'))).toBe(true);
  expect(program.includes(String.raw`"file":"resources\\app.asar"`)).toBe(true);
});

test('keeps Chromium’s words for the exhibition’s languages only', () => {
  expect(listFiles(join(resources.linux, '..', 'locales'))).toEqual(['en-US.pak', 'zh-CN.pak', 'zh-TW.pak']);
});

test('the deb has a menu entry in Chinese and English, an icon, voices, and starts nothing by itself', async () => {
  let args: string[] = [];
  let entry = '';
  await build({
    projectDir: rootDir,
    targets: Platform.LINUX.createTarget('deb', Arch.x64),
    config: describePackage({ ...folders, outDir: join(dir, 'deb') }),
    publish: 'never',
    // Called with fpm's arguments and the menu entry; true: do not run fpm, which would be fetched.
    async effectiveOptionComputed([computed, entryFile]: [string[], string]) {
      args = computed;
      entry = readFileSync(entryFile, 'utf8');
      return true;
    },
  });
  expect(args).toContain('jingzhong');
  expect(args.find((arg) => arg.endsWith('/opt/Jingzhong'))).toBeDefined();
  expect(args.find((arg) => arg.endsWith('=/usr/share/applications/jingzhong.desktop'))).toBeDefined();
  expect(args.find((arg) => arg.includes('seal.svg=/usr/share/icons/hicolor/scalable/'))).toBeDefined();
  expect(args.join()).not.toMatch(/autostart|systemd|policies/);
  expect(entry).toContain('Exec=/opt/Jingzhong/jingzhong');
  expect(entry).toContain('Name=Jingzhong');
  expect(entry).toContain('Name[zh_CN]=警钟');
  expect(entry).toContain('StartupWMClass=jingzhong');
});

test('both installers are configured: deb and NSIS, for the machine, keeping the visits', () => {
  const { linux, deb, win, nsis, npmRebuild } = describePackage(folders);
  expect(linux?.target).toEqual(['deb']);
  expect(deb?.recommends).toContain('speech-dispatcher');
  expect(win?.target).toEqual(['nsis']);
  expect(nsis).toMatchObject({ perMachine: true, deleteAppDataOnUninstall: false });
  expect(npmRebuild).toBe(false);
});

test('the Windows icon is one that Windows takes', () => {
  const icon = readFileSync(folders.iconFile);
  expect([...icon.subarray(0, 8)]).toEqual([0, 0, 1, 0, 1, 0, 0, 0]);
  expect(icon.readUInt32LE(14)).toBe(icon.length - icon.readUInt32LE(18));
  expect(icon.subarray(23, 26).toString()).toBe('PNG');
});

test('the packed program opens the packed exhibition, answers, and ends within two seconds', async () => {
  const installed = join(dir, 'installed');
  extractAll(join(resources.linux, 'app.asar'), installed);
  const data = join(dir, 'data');
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      join(import.meta.dirname, 'support', 'electron-stand-in.ts'),
      join(installed, 'build', 'electron', 'main.js'),
      '--data',
      data,
      '--port',
      '0',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, RESOURCES_DIR: resources.linux } },
  );
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [ready] = await once(child.stdout, 'data');
  const [, url] = /^kiosk ready at (http:\/\/127\.0\.0\.1:\d+\/)\n$/.exec(String(ready)) ?? [];
  expect(url, stderr).toBeDefined();
  const health = await (await fetch(`${url}api/health`)).json();
  expect(health).toMatchObject({ edition: { id: 'small' }, version: readVersion() });
  expect(await (await fetch(`${url}media/bridge.webp`)).text()).toBe('not really a picture');
  const askedMs = performance.now();
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code, stderr).toBe(0);
  expect(performance.now() - askedMs).toBeLessThan(2_000);
  expect(stderr).toBe('');
  expect(existsSync(join(data, 'log', 'visits.db'))).toBe(true);
});

function readVersion(): unknown {
  return JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8')).version;
}

function listFiles(at: string): string[] {
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(at.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
