import { expect, test } from 'vitest';
import { readOpenidSettings, readPublicUrl } from './read-settings.ts';

const whole = {
  HUB_PUBLIC_URL: 'https://hub.example.org',
  HUB_OIDC_ISSUER: 'https://login.example.org/realms/tour',
  HUB_OIDC_CLIENT_ID: 'hub',
  HUB_OIDC_CLIENT_SECRET: 'secret',
};
const noFile = (path: string): string => {
  throw Object.assign(new Error(path), { code: 'ENOENT' });
};
const read = (more: Record<string, string | undefined> = {}, readText = noFile) =>
  readOpenidSettings({ PATH: '/bin', ...whole, ...more }, readText);

test('without a word of it there is none, and with all of it there is one', () => {
  expect(
    readOpenidSettings({ PATH: '/bin', HUB_OIDC_ISSUER: '', HUB_PUBLIC_URL: '' }, noFile),
  ).toBeUndefined();
  expect(read()).toEqual({
    issuer: new URL('https://login.example.org/realms/tour'),
    clientId: 'hub',
    clientSecret: 'secret',
    loginClaim: 'email',
    publicUrl: new URL('https://hub.example.org'),
  });
  expect(read({ HUB_OIDC_LOGIN_CLAIM: 'preferred_username' })?.loginClaim).toBe('preferred_username');
});

test('the secret may lie in a file, which an editor ended with a line break', () => {
  const inFile = { HUB_OIDC_CLIENT_SECRET: undefined, HUB_OIDC_CLIENT_SECRET_FILE: '/run/secret' };
  expect(read(inFile, (path) => `${path}'s\r\n`)?.clientSecret).toBe("/run/secret's");
  expect(() => read(inFile, () => ' \n')).toThrow(/\/run\/secret .*\(empty\)/);
  expect(() => read(inFile)).toThrow(/ENOENT/);
  expect(() => read({ HUB_OIDC_CLIENT_SECRET_FILE: '/run/secret' })).toThrow(/not both/);
});

test.each([
  [{ HUB_OIDC_ISSUER: undefined }, 'openid-half'],
  [{ HUB_OIDC_CLIENT_ID: undefined }, 'openid-half'],
  [{ HUB_OIDC_CLIENT_SECRET: undefined }, 'openid-half'],
  [{ HUB_PUBLIC_URL: undefined }, 'openid-half'],
  [{ HUB_OIDC_CLAIM: 'email' }, 'openid-unknown'],
  [{ HUB_OIDC_LOGIN_CLAIM: 'sub' }, 'openid-claim'],
  [{ HUB_OIDC_ISSUER: 'login.example.org' }, 'openid-issuer'],
  [{ HUB_OIDC_ISSUER: 'http://login.example.org' }, 'openid-issuer'],
  [{ HUB_OIDC_ISSUER: 'http://127.0.0.1.example.org' }, 'openid-issuer'],
  [{ HUB_OIDC_ISSUER: 'https://a:b@login.example.org' }, 'openid-issuer'],
  [{ HUB_OIDC_ISSUER: 'https://login.example.org/?realm=tour' }, 'openid-issuer'],
  [{ HUB_PUBLIC_URL: 'http://hub.example.org' }, 'public-url'],
  [{ HUB_PUBLIC_URL: 'https://hub.example.org/tour' }, 'public-url'],
  [{ HUB_PUBLIC_URL: 'https://hub.example.org/#/now' }, 'public-url'],
])('%o: %s', (more, code) => {
  expect(() => read(more)).toThrow(expect.objectContaining({ code }));
});

test('on this machine itself nothing need be encrypted', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    expect(readPublicUrl({ HUB_PUBLIC_URL: `http://${host}:4720` })?.hostname, host).toBe(host);
    expect(read({ HUB_OIDC_ISSUER: `http://${host}:9000` })?.issuer.hostname, host).toBe(host);
  }
});
