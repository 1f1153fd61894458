import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyContent, type ContentCopy } from '../testing/copy-content.ts';
import { openFolder } from '../source-files.ts';
import { checkDrawable } from './check-drawable.ts';

let content: ContentCopy;
beforeEach(() => {
  content = copyContent();
});
afterEach(() => content.remove());

test('the shipped drawings can be drawn; one that is no XML is named', async () => {
  expect(await checkDrawable(openFolder(content.dir))).toEqual([]);
  content.write('pictures/envelope.svg', '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>');
  expect(await checkDrawable(openFolder(content.dir))).toMatchObject([
    { code: 'picture-broken', file: 'pictures/envelope.svg' },
  ]);
});
