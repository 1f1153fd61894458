// The one place where rights are enforced: who asks is found, what they may do is looked up, and what
// they send is parsed, before any route is called.
import { Hono, type Context } from 'hono';
import type { z } from 'zod';
import { mayDo, quietHeader } from '../../model/hub-access.ts';
import { clearSessionCookie, readSessionCookie } from '../accounts/cookies.ts';
import { isForged } from '../accounts/guard.ts';
import type { RequestOrigin } from '../accounts/request-origin.ts';
import type { Sessions } from '../accounts/sessions.ts';
import { isMedia, type HubRoute, type Media } from './define-route.ts';
import { readBoundedText } from './read-bounded-text.ts';
import { refuse, type FindingLine } from './refusals.ts';

type MountDeps = {
  sessions: Sessions;
  originOf(context: Context<Env>): RequestOrigin;
};
type Env = { Bindings: RequestOrigin };

export function mountRoutes(routes: readonly HubRoute[], deps: MountDeps): Hono<Env> {
  const app = new Hono<Env>();
  const byPath = Map.groupBy(routes, ({ path }) => path);
  for (const [path, ofPath] of byPath) {
    const byMethod = new Map<string, HubRoute>(ofPath.map((route) => [route.method, route]));
    app.all(path, (context: Context<Env>) => {
      const { method } = context.req.raw;
      const route = byMethod.get(method === 'HEAD' ? 'GET' : method);
      if (!route) return refuse('wrong-method', { headers: { Allow: [...byMethod.keys()].join(', ') } });
      return callRoute(route, context, deps);
    });
  }
  return app;
}

async function callRoute(
  route: HubRoute,
  context: Context<Env>,
  { sessions, originOf }: MountDeps,
): Promise<Response> {
  const request = context.req.raw;
  const origin = originOf(context);
  if (isForged(request, origin)) return refuse('forged');
  const token = readSessionCookie(request, origin.isSecure);
  const isQuiet = request.headers.has(quietHeader);
  const me = token === undefined ? undefined : await sessions.find(token, { isQuiet });
  if (route.may !== 'anyone') {
    if (!me) return refuseSignedOut(token, origin);
    if (route.may !== 'signed-in' && !mayDo(me.role, route.may)) return refuse('not-yours');
  }
  const query = parseQuery(route.query, request);
  if (query.kind === 'refused') return query.answer;
  const body = await parseBody(route.body, request);
  if (body.kind === 'refused') return body.answer;
  const params = context.req.param();
  return route.answer({ request, origin, params, query: query.value, body: body.value, me, token });
}

function refuseSignedOut(token: string | undefined, { isSecure }: RequestOrigin): Response {
  const headers = token === undefined ? undefined : { 'Set-Cookie': clearSessionCookie(isSecure) };
  return refuse('signed-out', headers && { headers });
}

type Parsed = { kind: 'parsed'; value: unknown } | { kind: 'refused'; answer: Response };

function parseQuery(schema: z.ZodType | undefined, request: Request): Parsed {
  if (!schema) return { kind: 'parsed', value: undefined };
  return parseBy(schema, Object.fromEntries(new URL(request.url).searchParams));
}

async function parseBody(kind: z.ZodType | Media | undefined, request: Request): Promise<Parsed> {
  if (!kind) return { kind: 'parsed', value: undefined };
  const type = (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase();
  const wanted = isMedia(kind) ? kind.media : 'application/json';
  if (type !== wanted) return { kind: 'refused', answer: refuse('wrong-type') };
  if (isMedia(kind)) return { kind: 'parsed', value: undefined };
  const read = await readBoundedText(request, jsonLimits);
  if (read.kind === 'too-large' || read.kind === 'cut-off') {
    return { kind: 'refused', answer: refuse(read.kind) };
  }
  try {
    return parseBy(kind, read.kind === 'text' ? JSON.parse(read.text) : undefined);
  } catch {
    const findings = [{ where: '(request)', what: 'not JSON' }];
    return { kind: 'refused', answer: refuse('not-understood', { findings }) };
  }
}

/** Files have their own routes and all the time that a server gives; this is what pages send. */
const jsonLimits = { limitBytes: 2 * 1024 * 1024, withinMs: 30_000 };

function parseBy(schema: z.ZodType, value: unknown): Parsed {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { kind: 'parsed', value: parsed.data };
  const findings = parsed.error.issues.slice(0, 50).map((issue): FindingLine => ({
    where: issue.path.map(String).join('.') || '(request)',
    what: issue.message,
  }));
  return { kind: 'refused', answer: refuse('not-understood', { findings }) };
}
