// A route of the dashboard says in one place what it is: its address, the right that it asks for, what
// it takes and what it answers. `mount-routes.ts` sees to all of it, so that no route can forget to,
// and `/openapi.json` is made from it.
import type { z } from 'zod';
import type { Right } from '../../model/hub-access.ts';
import type { RequestOrigin } from '../accounts/request-origin.ts';
import type { Person } from '../accounts/sessions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
/** Other than JSON, by its media type. */
export type Media = { media: string };

export type OpenCall<Query, Body> = {
  request: Request;
  origin: RequestOrigin;
  params: Readonly<Record<string, string>>;
  query: Query;
  body: Body;
  /** Who asks, where anybody is signed in. */
  me: Person | undefined;
  /** The token of their session. */
  token: string | undefined;
};
export type GuardedCall<Query, Body> = Omit<OpenCall<Query, Body>, 'me' | 'token'> & {
  me: Person;
  token: string;
};

type Answer = Response | Promise<Response>;

type RouteWords = {
  method: Method;
  /** `/api/people/:id`. */
  path: string;
  summary: string;
  /** What it answers with 200, or with `status`; undefined: nothing. */
  answers: z.ZodType | Media | undefined;
  /** 303: it leads on to another page. */
  status?: 303;
};

/** As it is mounted: what it takes has been parsed by its own schemas. */
export type HubRoute = RouteWords & {
  may: 'anyone' | 'signed-in' | Right;
  query: z.ZodType | undefined;
  body: z.ZodType | Media | undefined;
  answer(call: OpenCall<unknown, unknown>): Answer;
};

type Takes<Query, Body> = { query?: z.ZodType<Query>; body?: z.ZodType<Body> | Media };

export function openRoute<Query = undefined, Body = undefined>(
  route: RouteWords & Takes<Query, Body> & { may: 'anyone'; answer(call: OpenCall<Query, Body>): Answer },
): HubRoute {
  // The call is made by mount-routes.ts out of these very schemas.
  const answer = route.answer as HubRoute['answer'];
  return { ...route, query: route.query, body: route.body, answer };
}

export function guardedRoute<Query = undefined, Body = undefined>(
  route: RouteWords &
    Takes<Query, Body> & { may: 'signed-in' | Right; answer(call: GuardedCall<Query, Body>): Answer },
): HubRoute {
  const answer = route.answer as HubRoute['answer'];
  return { ...route, query: route.query, body: route.body, answer };
}

export function isMedia(kind: z.ZodType | Media | undefined): kind is Media {
  return kind !== undefined && 'media' in kind;
}
