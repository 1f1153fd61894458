import { expect, test } from 'vitest';
import { readServedPath } from './served-path.ts';

test('decodes a plain path once', () => {
  expect(readServedPath('/media/a/%E4%BF%A1.svg', '/media/')).toBe('a/信.svg');
  expect(readServedPath('/media/100%25.svg', '/media/')).toBe('100%.svg');
});

test.each([
  '/media/',
  '/media//etc/passwd',
  '/media/../manifest.json',
  '/media/..%2fmanifest.json',
  '/media/%2e%2e/manifest.json',
  '/media/%2e%2e%2fmanifest.json',
  '/media/a/%2e/b.svg',
  '/media/%2fetc%2fpasswd',
  '/media/a%00.svg',
  '/media/a%5cb.svg',
  '/media/C:%5cwindows',
  '/media/a//b.svg',
  '/media/a/',
  '/media/%E4%BF',
  '/other/a.svg',
])('is no path: %s', (pathname) => {
  expect(readServedPath(pathname, '/media/')).toBeUndefined();
});
