// Somebody at the dashboard: what their browser sends, and the cookie that it keeps.
import type { HubRole } from '../../model/hub-access.ts';
import type { TestHub } from './start-hub.ts';

export const goodPassword = 'correct horse 1';

export type Browser = {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Sends bytes as they are. */
  upload(
    path: string,
    type: string,
    bytes: BodyInit | Buffer,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** The path of a one-time link, opened and filled in. */
  accept(link: string, person: { login: string; password?: string }): Promise<Response>;
  signIn(login: string, password?: string): Promise<Response>;
  /** The session's. */
  cookie: string | undefined;
  /** Of a sign-in that is under way at another service. */
  openidCookie: string | undefined;
};

type From = { address?: string; isSecure?: boolean };

export function openBrowser(
  hub: Pick<TestHub, 'fetch'>,
  { address = '192.0.2.1', isSecure = false }: From = {},
): Browser {
  const url = `${isSecure ? 'https' : 'http'}://hub.test`;
  const browser: Browser = {
    cookie: undefined,
    openidCookie: undefined,
    async call(method, path, body, headers = {}) {
      const request = new Request(`${url}${path}`, {
        method,
        headers: {
          Origin: url,
          'Sec-Fetch-Site': 'same-origin',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...cookieHeader(browser),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const answer = await hub.fetch(request, { address, isSecure, host: 'hub.test' });
      for (const set of answer.headers.getSetCookie()) {
        const kept = set.includes('Max-Age=0') ? undefined : set.split(';')[0];
        if (set.split('=')[0]?.endsWith('-openid')) browser.openidCookie = kept;
        else browser.cookie = kept;
      }
      return answer;
    },
    upload(path, type, bytes, headers = {}) {
      const request = new Request(`${url}${path}`, {
        method: 'POST',
        headers: {
          Origin: url,
          'Sec-Fetch-Site': 'same-origin',
          'Content-Type': type,
          ...cookieHeader(browser),
          ...headers,
        },
        // A Buffer is bytes, whatever memory it lies in.
        body: bytes as BodyInit,
        // What is streamed is sent while the answer is awaited; the types do not know of it.
        ...({ duplex: 'half' } as object),
      });
      return hub.fetch(request, { address, isSecure, host: 'hub.test' });
    },
    accept: (link, { login, password = goodPassword }) =>
      browser.call('POST', '/api/links/accept', {
        token: link.split('/').at(-1),
        login,
        name: login,
        password,
      }),
    signIn: (login, password = goodPassword) => browser.call('POST', '/api/session', { login, password }),
  };
  return browser;
}

function cookieHeader({ cookie, openidCookie }: Browser): { Cookie?: string } {
  const cookies = [cookie, openidCookie].filter((one) => one !== undefined);
  return cookies.length === 0 ? {} : { Cookie: cookies.join('; ') };
}

/** The first organiser of a new hub, signed in. */
export async function becomeOrganiser(hub: TestHub, login = 'organiser'): Promise<Browser> {
  const link = await hub.access.makeFirstLink();
  if (link === undefined) throw new Error('Somebody has an account already.');
  const browser = openBrowser(hub);
  const { status } = await browser.accept(link, { login });
  if (status !== 200) throw new Error(`The first organiser was refused: ${status}.`);
  return browser;
}

/** Somebody whom an organiser invited, signed in. */
export async function invite(
  hub: TestHub,
  organiser: Browser,
  role: HubRole,
  login: string,
): Promise<Browser> {
  const invited = await organiser.call('POST', '/api/people/invitations', { role, name: login });
  const { path } = (await invited.json()) as { path: string };
  const browser = openBrowser(hub);
  const { status } = await browser.accept(path, { login });
  if (status !== 200) throw new Error(`${login} was refused: ${status}.`);
  return browser;
}
