import { expect, test } from 'vitest';
import { z } from 'zod';
import { makeAskHub } from './ask-hub.ts';

const answers = z.object({ n: z.int() });

function askOf(answer: () => Response | Promise<Response>, isThere = false) {
  const asked: Request[] = [];
  const ask = makeAskHub({
    fetch: async (path, init) => {
      asked.push(new Request(`http://hub.test${String(path)}`, init));
      return answer();
    },
    attention: { take: () => isThere },
  });
  return { ask, asked };
}

test('an answer is parsed by its schema, and another one is not understood', async () => {
  const good = askOf(() => Response.json({ n: 7 }, { headers: { ETag: '"a"' } }));
  expect(await good.ask({ path: '/x', answers })).toEqual({ kind: 'answered', value: { n: 7 }, etag: '"a"' });
  const other = askOf(() => Response.json({ n: 'seven' }));
  expect(await other.ask({ path: '/x', answers })).toEqual({ kind: 'not-understood' });
  const page = askOf(() => new Response('<h1>Log in to this network</h1>'));
  expect(await page.ask({ path: '/x', answers })).toEqual({ kind: 'not-understood' });
});

test('a refusal keeps its code, its findings and how long to wait', async () => {
  const findings = [{ where: 'name', what: 'empty' }];
  const { ask } = askOf(() =>
    Response.json({ error: { code: 'not-understood', findings, waitSeconds: 9 } }, { status: 422 }),
  );
  expect(await ask({ path: '/x', answers })).toEqual({
    kind: 'refused',
    code: 'not-understood',
    findings,
    waitSeconds: 9,
  });
});

test('a hub that is away is silent, and one that has nothing new says so', async () => {
  const away = askOf(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await away.ask({ path: '/x', answers })).toEqual({ kind: 'silent' });
  const same = askOf(() => new Response(null, { status: 304 }));
  expect(await same.ask({ path: '/x', answers, etag: '"a"' })).toEqual({ kind: 'unchanged' });
  expect(same.asked[0]?.headers.get('If-None-Match')).toBe('"a"');
});

test('a page that asks by itself says so; a person, and whatever changes something, does not', async () => {
  const alone = askOf(() => Response.json({ n: 1 }));
  await alone.ask({ path: '/x', answers });
  await alone.ask({ path: '/x', answers, method: 'POST', body: { a: 1 } });
  expect(alone.asked.map(({ headers }) => headers.has('Jingzhong-Quiet'))).toEqual([true, false]);
  const attended = askOf(() => Response.json({ n: 1 }), true);
  await attended.ask({ path: '/x', answers });
  expect(attended.asked[0]?.headers.has('Jingzhong-Quiet')).toBe(false);
});
