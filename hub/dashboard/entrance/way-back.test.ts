import { expect, test } from 'vitest';
import { comeBack, leaveFor } from './way-back.ts';

function aRoom(hash: string, kept: string[] = []) {
  const places = new Map(kept.map((place) => ['jingzhong-hub-place', place]));
  const gone: string[] = [];
  const shown: string[] = [];
  const room = {
    location: { hash, assign: (to: string | URL) => void gone.push(String(to)) },
    history: {
      replaceState: (_: unknown, __: string, to?: string | URL | null) => void shown.push(String(to)),
    },
    sessionStorage: {
      getItem: (key: string) => places.get(key) ?? null,
      setItem: (key: string, value: string) => void places.set(key, value),
      removeItem: (key: string) => void places.delete(key),
    },
  };
  return { room, places, gone, shown };
}

test('whoever goes to sign in elsewhere comes back to where they were, once', () => {
  const { room, places, gone, shown } = aRoom('#/visits?stop=a');
  leaveFor('https://login.example.org/authorize', room);
  expect(gone).toEqual(['https://login.example.org/authorize']);
  room.location.hash = '#/openid/done';
  expect(comeBack(room)).toBeUndefined();
  expect(shown).toEqual(['#/visits?stop=a']);
  expect([...places]).toEqual([]);
});

test('a refusal is told, and the place is kept all the same', () => {
  const { room, shown } = aRoom('#/openid/openid-closed', ['#/review']);
  expect(comeBack(room)).toBe('openid-closed');
  expect(shown).toEqual(['#/review']);
});

test('what was kept can lead nowhere but into this page', () => {
  for (const place of ['https://evil.test/', '//evil.test', '/x', 'javascript:alert(1)', '']) {
    const { room, shown } = aRoom('#/openid/done', [place]);
    comeBack(room);
    expect(shown, place).toEqual(['#/']);
  }
});

test('any other address is left alone', () => {
  for (const hash of ['', '#/', '#/openid', '#/openid/A', '#/openid/a/b', '#/link/openid/done']) {
    const { room, shown } = aRoom(hash, ['#/review']);
    expect(comeBack(room), hash).toBeUndefined();
    expect(shown, hash).toEqual([]);
  }
});
