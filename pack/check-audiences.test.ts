// Audiences, pledges, prompts and the screening words: what is missing or named twice is found.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyContent, type ContentCopy } from './testing/copy-content.ts';

let content: ContentCopy;

beforeEach(() => {
  content = copyContent();
});

afterEach(() => content.remove());

test('refuses a path with a board that does not hang, or hangs twice, and a bay left out', () => {
  content.change('audiences.yaml', 'path: [rice, kin, hourglass]', 'path: [rice, rice, tunnel]');
  content.change(
    'audiences.yaml',
    'public, law, integrity, work, organisational, life, political',
    'public, public, law, integrity, work, life, political',
  );
  const found = content.findings().filter(({ file }) => file === 'audiences.yaml');
  expect(found.map(({ code }) => code).sort()).toEqual(['missing-panel', 'twice', 'twice']);
});

test('two who walk together need something to ask at each board of their path', () => {
  content.change('audiences.yaml', /    keys:\n(?:      .*\n){2}/, '');
  expect(content.findings()).toContainEqual(
    expect.objectContaining({ code: 'no-ask', file: 'audiences.yaml' }),
  );
});

test('says what is missing where an audience or the whole file is', () => {
  content.change('audiences.yaml', /^villages:[\s\S]*?(?=^families:)/m, '');
  expect(content.findings()).toContainEqual(
    expect.objectContaining({ code: 'schema', file: 'audiences.yaml', en: '“villages” is missing. Add it.' }),
  );
});

test('each audience has one pledge, of five to eight articles', () => {
  content.change('pledges/families.yaml', 'audiences: [families]', 'audiences: [schools]');
  const codes = content.codes();
  expect(codes).toContain('no-pledge');
  expect(codes).toContain('two-pledges');
});

test('a prompt is there for those who did not say who they are, and none is written twice', () => {
  content.change(
    'prompts.yaml',
    /(?=- id: drawer)/,
    '- id: moved\n  text: { zh-Hans: 甲, en: A }\n  starts: { zh-Hans: 乙, en: B }\n  audiences: [schools]\n',
  );
  expect(content.codes()).toEqual(['twice']);
  content.change('prompts.yaml', /^[\s\S]*?(?=- id: drawer)/, '');
  expect(content.codes()).toEqual(['no-prompt']);
});

test('reads the screening words without their comments, and names the line of a bad one', () => {
  expect(content.read().screening.length).toBeGreaterThanOrEqual(50);
  content.write('screening.txt', '# 标题\n\n检举 # 说明\nSCAM\n检举\n骂\n');
  expect(content.read().screening).toEqual(['检举', 'SCAM', '骂']);
  expect(content.findings().map(({ code, line }) => [code, line])).toEqual([
    ['twice', 5],
    ['word-length', 6],
  ]);
});

test('a screening list in another encoding is a finding, not garbage', () => {
  content.write('screening.txt', Buffer.from([0xd6, 0xd0, 0xb9, 0xfa]));
  expect(content.findings()).toContainEqual(
    expect.objectContaining({ code: 'not-utf8', file: 'screening.txt' }),
  );
});
