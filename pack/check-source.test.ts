// The shipped exhibition is clean, and one wrong line anywhere is found with its file and line.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { audiences, aspectIds } from '../model/aspects.ts';
import { checkSource } from './check-source.ts';
import type { Finding } from './finding.ts';
import { readSource } from './read-source.ts';

const contentDir = join(import.meta.dirname, '..', 'content');
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'jingzhong-content-'));
  cpSync(contentDir, dir, { recursive: true });
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

function change(file: string, from: string | RegExp, to: string): void {
  const path = join(dir, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  expect(after, `${file} holds ${String(from)}`).not.toBe(before);
  writeFileSync(path, after);
}

function findings(): Finding[] {
  return checkSource(readSource(dir));
}

test('the shipped exhibition has 21 panels, three in each of seven aspects, and is clean', () => {
  const source = readSource(contentDir);
  expect(checkSource(source)).toEqual([]);
  const { aspects, audiencePaths } = source.exhibition?.data ?? { aspects: [], audiencePaths: {} };
  expect(aspects.map(({ id }) => id)).toEqual(aspectIds);
  expect(aspects.map(({ panels }) => panels.length)).toEqual([3, 3, 3, 3, 3, 3, 3]);
  expect(source.panels).toHaveLength(21);
  expect(Object.keys(audiencePaths)).toEqual(audiences);
});

test('the shipped exhibition has at least 52 cases, two or three a panel, each used once', () => {
  const source = readSource(contentDir);
  expect(source.cases.length).toBeGreaterThanOrEqual(52);
  for (const { data } of source.panels) expect([2, 3]).toContain(data.cases.length);
  const used = source.panels.flatMap(({ data }) => data.cases);
  expect(new Set(used).size).toBe(used.length);
  expect(used.toSorted()).toEqual(source.cases.map(({ data }) => data.id).toSorted());
});

test('no two cases of the shipped exhibition share a title, a confession or a sentence of their steps', () => {
  const { cases } = readSource(contentDir);
  const all = cases.flatMap(({ data }) => [
    data.title,
    data.confession,
    data.question,
    ...data.steps.map(({ text }) => text),
  ]);
  for (const language of ['zh-Hans', 'en'] as const) {
    const seen = new Map<string, number>();
    for (const words of all) seen.set(words[language], (seen.get(words[language]) ?? 0) + 1);
    expect([...seen].filter(([, times]) => times > 1)).toEqual([]);
  }
});

test('names the line of a text that is missing in one language', () => {
  change('panels/envelope.yaml', /  en: One envelope\n/, '');
  expect(findings()).toContainEqual(
    expect.objectContaining({ code: 'schema', file: 'panels/envelope.yaml', line: 4 }),
  );
});

test('names the line of broken YAML and goes on with the other files', () => {
  change('cases/envelope/envelope-tea.yaml', 'person: {', 'person: {{');
  const found = findings();
  expect(found).toContainEqual(
    expect.objectContaining({ code: 'yaml', file: 'cases/envelope/envelope-tea.yaml' }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({ code: 'missing-case', file: 'panels/envelope.yaml' }),
  );
});

test('refuses an unknown key, with its name', () => {
  change('cases/envelope/envelope-tea.yaml', 'confession:', 'confesion:');
  expect(findings().some(({ code, en }) => code === 'schema' && en.includes('confesion'))).toBe(true);
});

test('refuses a reference to a case, a rule or a picture that is not there', () => {
  change('panels/envelope.yaml', 'envelope-tea,', 'envelope-coffee,');
  change('panels/envelope.yaml', 'rules: [regs-2023/97]', 'rules: [regs-2023/96]');
  change('panels/envelope.yaml', 'pictures/envelope.svg', 'pictures/no-such.svg');
  const codes = findings().map(({ code }) => code);
  expect(codes).toEqual(
    expect.arrayContaining(['missing-case', 'unknown-rule', 'missing-picture', 'not-placed']),
  );
});

test('refuses a text that is too long for its place', () => {
  change('panels/envelope.yaml', 'zh-Hans: 一只信封', 'zh-Hans: 一只很长很长很长的信封');
  expect(findings()).toContainEqual(
    expect.objectContaining({ code: 'too-long', file: 'panels/envelope.yaml', line: 4 }),
  );
});

test('refuses two turning steps, steps out of order, and invisible characters', () => {
  change('cases/envelope/envelope-tea.yaml', 'date: 2025-11', 'date: 2024-01');
  change('cases/envelope/envelope-cards.yaml', '    turnBack: true\n', '');
  change('cases/envelope/envelope-mooncakes.yaml', '代收的月饼', '代收\u200B的月饼');
  const codes = findings().map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['order', 'one-turn', 'unreadable']));
});

test('refuses a picture with a script, a reference outside, or half of it missing', () => {
  change('pictures/envelope.svg', '<defs>', '<script>1</script><defs>');
  change('pictures/keys.svg', '<defs>', '<image href="https://example.org/x.png"/><defs>');
  change('pictures/bridge.svg', /[\s\S]{2000}$/, '');
  const codes = findings().map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['svg-script', 'svg-reference', 'picture-broken']));
});

test('refuses files that are not UTF-8, links and programs', () => {
  writeFileSync(join(dir, 'panels', 'keys.yaml'), Buffer.from([0x69, 0x64, 0x3a, 0x20, 0xd6, 0xd0]));
  symlinkSync('/etc/hostname', join(dir, 'pictures', 'link.svg'));
  writeFileSync(join(dir, 'run.exe'), 'MZ');
  const codes = findings().map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['not-utf8', 'not-a-file', 'forbidden-file']));
});

test('reports an alias bomb as a finding, not as a crash', () => {
  change(
    'overrides.yaml',
    /^[\s\S]*$/,
    'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c, *c, *c]\n',
  );
  expect(findings().some(({ file }) => file === 'overrides.yaml')).toBe(true);
});
