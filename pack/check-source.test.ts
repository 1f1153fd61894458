// The shipped exhibition is clean, and one wrong line anywhere is found with its file and line.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { audiences, aspectIds } from '../model/aspects.ts';
import { checkSource } from './check-source.ts';
import { readSource } from './read-source.ts';
import { contentDir, copyContent, type ContentCopy } from './testing/copy-content.ts';

let content: ContentCopy;

beforeEach(() => {
  content = copyContent();
});

afterEach(() => content.remove());

test('the shipped exhibition has 21 panels, three in each of seven aspects, and is clean', () => {
  const source = readSource(contentDir);
  expect(checkSource(source)).toEqual([]);
  const aspects = source.exhibition?.data.aspects ?? [];
  expect(aspects.map(({ id }) => id)).toEqual(aspectIds);
  expect(aspects.map(({ panels }) => panels.length)).toEqual([3, 3, 3, 3, 3, 3, 3]);
  expect(source.panels).toHaveLength(21);
  expect(Object.keys(source.audiences?.data ?? {})).toEqual(audiences);
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
  content.change('panels/envelope.yaml', /  en: One envelope\n/, '');
  expect(content.findings()).toContainEqual(
    expect.objectContaining({ code: 'schema', file: 'panels/envelope.yaml', line: 4 }),
  );
});

test('names the line of broken YAML and goes on with the other files', () => {
  content.change('cases/envelope/envelope-tea.yaml', 'person: {', 'person: {{');
  const found = content.findings();
  expect(found).toContainEqual(
    expect.objectContaining({ code: 'yaml', file: 'cases/envelope/envelope-tea.yaml' }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({ code: 'missing-case', file: 'panels/envelope.yaml' }),
  );
});

test('refuses an unknown key, with its name', () => {
  content.change('cases/envelope/envelope-tea.yaml', 'confession:', 'confesion:');
  expect(content.findings().some(({ code, en }) => code === 'schema' && en.includes('confesion'))).toBe(true);
});

test('refuses a reference to a case, a rule or a picture that is not there', () => {
  content.change('panels/envelope.yaml', 'envelope-tea,', 'envelope-coffee,');
  content.change('panels/envelope.yaml', 'rules: [regs-2023/97]', 'rules: [regs-2023/96]');
  content.change('panels/envelope.yaml', 'pictures/envelope.svg', 'pictures/no-such.svg');
  const codes = content.codes();
  expect(codes).toEqual(
    expect.arrayContaining(['missing-case', 'unknown-rule', 'missing-picture', 'not-placed']),
  );
});

test('refuses a text that is too long for its place', () => {
  content.change('panels/envelope.yaml', 'zh-Hans: 一只信封', 'zh-Hans: 一只很长很长很长的信封');
  expect(content.findings()).toContainEqual(
    expect.objectContaining({ code: 'too-long', file: 'panels/envelope.yaml', line: 4 }),
  );
});

test('refuses two turning steps, steps out of order, and invisible characters', () => {
  content.change('cases/envelope/envelope-tea.yaml', 'date: 2025-11', 'date: 2024-01');
  content.change('cases/envelope/envelope-cards.yaml', '    turnBack: true\n', '');
  content.change('cases/envelope/envelope-mooncakes.yaml', '代收的月饼', '代收\u200B的月饼');
  const codes = content.codes();
  expect(codes).toEqual(expect.arrayContaining(['order', 'one-turn', 'unreadable']));
});

test('refuses a picture with a script, a reference outside, or half of it missing', () => {
  content.change('pictures/envelope.svg', '<defs>', '<script>1</script><defs>');
  content.change('pictures/keys.svg', '<defs>', '<image href="https://example.org/x.png"/><defs>');
  content.change('pictures/bridge.svg', /[\s\S]{2000}$/, '');
  const codes = content.codes();
  expect(codes).toEqual(expect.arrayContaining(['svg-script', 'svg-reference', 'picture-broken']));
});

test('refuses files that are not UTF-8, links and programs', () => {
  content.write('panels/keys.yaml', Buffer.from([0x69, 0x64, 0x3a, 0x20, 0xd6, 0xd0]));
  symlinkSync('/etc/hostname', join(content.dir, 'pictures', 'link.svg'));
  content.write('run.exe', 'MZ');
  const codes = content.codes();
  expect(codes).toEqual(expect.arrayContaining(['not-utf8', 'not-a-file', 'forbidden-file']));
});

test('reports an alias bomb as a finding, not as a crash', () => {
  content.change(
    'overrides.yaml',
    /^[\s\S]*$/,
    'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c, *c, *c]\n',
  );
  expect(content.findings().some(({ file }) => file === 'overrides.yaml')).toBe(true);
});
