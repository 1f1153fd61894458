// YAML as it comes from editors' machines: what is harmless is read, what is not has a sentence.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyContent, type ContentCopy } from './testing/copy-content.ts';

let content: ContentCopy;
beforeEach(() => {
  content = copyContent();
});
afterEach(() => content.remove());

const file = 'cases/envelope/envelope-cards.yaml';
const words = () => readFileSync(join(content.dir, file), 'utf8');

test('line ends and the mark of Windows change nothing', () => {
  content.write(file, `\uFEFF${words().replaceAll('\n', '\r\n')}`);
  expect(content.findings()).toEqual([]);
});

test('a tab, a key written twice and a reference are named with their line', () => {
  content.write(file, words().replace('\nperson:', '\n\tx: 1\nperson:'));
  expect(content.findings()).toContainEqual(expect.objectContaining({ code: 'yaml-tab', file }));
  content.write(file, `${words().replace('\n\tx: 1', '')}\nid: other\n`);
  const lines = words().split('\n').length;
  expect(content.findings()).toContainEqual(
    expect.objectContaining({ code: 'yaml-twice', file, line: lines - 1 }),
  );
});

test('references that would grow a few lines into gigabytes are refused unread', () => {
  const rows = Array.from(
    { length: 30 },
    (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`,
  );
  content.write(file, `a0: &a0 x\n${rows.join('\n')}\n`);
  const before = performance.now();
  expect(content.findings()).toContainEqual(expect.objectContaining({ code: 'yaml-alias', file, line: 2 }));
  expect(performance.now() - before).toBeLessThan(5_000);
});

test.each(['[', '- ', '{a: ', '"', '&a ', '? '])(
  '%j without end is a finding, not a crash or a hang',
  (part) => {
    content.write(file, part.repeat(20_000 / part.length));
    const codes = content.findings().flatMap((finding) => (finding.file === file ? finding.code : []));
    expect(codes).toContain('yaml');
    expect(codes.length).toBeLessThan(50);
  },
);

test('a file too long to be parsed in a breath is not parsed at all', () => {
  content.write(file, `# ${'x'.repeat(70_000)}`);
  expect(content.findings()).toContainEqual(expect.objectContaining({ code: 'text-size', file, line: 0 }));
});

test.each([
  ['<script>alert(1)</script>', 'svg-script'],
  ['<foreignObject/>', 'svg-script'],
  ['<svg:script xmlns:svg="http://www.w3.org/2000/svg">x()</svg:script>', 'svg-script'],
  ['<path onload="x()"/>', 'svg-script'],
  ['<image href="https://evil.example/x.png"/>', 'svg-reference'],
  ['<style>@import "x.css";</style>', 'svg-reference'],
  ['<path fill="url(https://evil.example)"/>', 'svg-reference'],
  ['<a href="#a"><set attributeName="href" to="javascript:x()"/></a>', 'svg-script'],
])('a drawing with %s is refused', (inside, code) => {
  content.change('pictures/envelope.svg', '</svg>', `${inside}</svg>`);
  expect(content.codes()).toContain(code);
});

test('a drawing of too many pixels is refused before it is drawn', () => {
  content.change(
    'pictures/envelope.svg',
    /<svg[^>]*>/,
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20001 10">',
  );
  expect(content.codes()).toContain('picture-pixels');
});
