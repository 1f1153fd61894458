// The staff screens' way to the kiosk: every request carries the session's token, and a session that
// went idle brings the PIN back instead of an error.
import type { Access, Entered, StaffRole } from '../../../model/staff-api.ts';

export interface StaffSession {
  token: string;
  role: StaffRole;
}

export type Answer<Value> =
  | { kind: 'answered'; value: Value }
  /** The session is over. */
  | { kind: 'shut' }
  /** `code` of the refusal: the screen has a sentence for it. */
  | { kind: 'refused'; code: string }
  /** The kiosk did not answer. */
  | { kind: 'away' };

export interface StaffDesk {
  role: StaffRole;
  ask<Value>(path: string): Promise<Answer<Value>>;
  send<Value>(path: string, body: unknown, method?: 'POST' | 'PUT'): Promise<Answer<Value>>;
}

async function request<Value>(path: string, init: RequestInit): Promise<Answer<Value>> {
  try {
    const response = await fetch(`/api/staff/${path}`, { cache: 'no-store', ...init });
    const body: unknown = await response.json();
    // The page trusts its own origin.
    if (response.ok) return { kind: 'answered', value: body as Value };
    const code = readCode(body);
    return response.status === 403 && code === 'staff-only' ? { kind: 'shut' } : { kind: 'refused', code };
  } catch (error) {
    console.info(`the kiosk did not answer ${path}`, error);
    return { kind: 'away' };
  }
}

function readCode(body: unknown): string {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : 'fault';
}

const json = (body: unknown, method: string, headers: Record<string, string> = {}): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** What may be asked before anybody has entered. */
export const door = {
  access: () => request<Access>('access', {}),
  setUp: (staffPin: string, technicianPin: string) =>
    request<Access>('set-up', json({ staffPin, technicianPin }, 'POST')),
  recover: () => request<{ outcome: string }>('recovery', json({}, 'POST')),
  /** Undefined where the kiosk did not answer. */
  async enter(pin: string): Promise<Entered | undefined> {
    try {
      const response = await fetch('/api/staff/enter', json({ pin }, 'POST'));
      const body: unknown = await response.json();
      return typeof body === 'object' && body !== null && 'kind' in body ? (body as Entered) : undefined;
    } catch (error) {
      console.info('the kiosk did not answer', error);
      return undefined;
    }
  },
};

export function openDesk({ token, role }: StaffSession): StaffDesk {
  const authorization = { Authorization: `Bearer ${token}` };
  return {
    role,
    ask: (path) => request(path, { headers: authorization }),
    send: (path, body, method = 'POST') => request(path, json(body, method, authorization)),
  };
}
