import { expect, test } from 'vitest';
import { readSessionCookie, writeSessionCookie } from './cookies.ts';
import { makeOriginReader } from './request-origin.ts';

const ask = (headers: Record<string, string>) =>
  new Request('http://inside:4720/api/session', { headers: { Host: 'Inside:4720', ...headers } });
const told = {
  'X-Forwarded-For': '203.0.113.9, 198.51.100.7, 10.0.0.6',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Host': 'Hub.example.org',
};

test('what a stranger says of where they come from is not believed', () => {
  const originOf = makeOriginReader([]);
  const origin = originOf(ask(told), { peerAddress: '::ffff:127.0.0.1', isEncrypted: false });
  expect(origin).toEqual({ address: '127.0.0.1', isSecure: false, host: 'inside:4720' });
});

test('of proxies that are trusted, the first address that is none of them is the asker’s', () => {
  const originOf = makeOriginReader(['10.0.0.0/8', 'loopback']);
  const origin = originOf(ask(told), { peerAddress: '10.1.2.3', isEncrypted: false });
  // 203.0.113.9 was written by the asker; their proxy, 198.51.100.7, is whom ours heard.
  expect(origin).toEqual({ address: '198.51.100.7', isSecure: true, host: 'hub.example.org' });
  const silent = originOf(ask({}), { peerAddress: '::1', isEncrypted: false });
  expect(silent).toEqual({ address: '::1', isSecure: false, host: 'inside:4720' });
});

test('a proxy that is no address is refused, and one of IPv6 is known in either spelling', () => {
  for (const odd of ['proxy.example.org', '', '10.0.0.0/40', '10.0.0.1/x']) {
    expect(() => makeOriginReader([odd]), odd).toThrow(RangeError);
  }
  const originOf = makeOriginReader(['2001:db8::1']);
  const connection = { peerAddress: '2001:0db8:0:0::1', isEncrypted: false };
  expect(originOf(ask({ 'X-Forwarded-For': '192.0.2.4' }), connection).address).toBe('192.0.2.4');
});

test('under TLS the cookie is secure and another host can set none of its name', () => {
  const token = 'A'.repeat(43);
  const cookie = writeSessionCookie(token, true);
  expect(cookie).toBe(`__Host-jingzhong-hub=${token}; Path=/; HttpOnly; SameSite=Strict; Secure`);
  expect(readSessionCookie(ask({ Cookie: cookie.split(';')[0] ?? '' }), true)).toBe(token);
  expect(readSessionCookie(ask({ Cookie: `jingzhong-hub=${token}` }), true)).toBeUndefined();
});
