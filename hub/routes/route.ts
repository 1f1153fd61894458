// One route that kiosks and watchers ask: what it takes and answers, from which /openapi.json is made,
// and the function that answers. Routes that people ask say more: see define-route.ts.
import type { z } from 'zod';
import type { RequestOrigin } from '../accounts/request-origin.ts';

export type Asked = RequestOrigin & {
  /** Of the path: `/v1/packs/:hash` brings `hash`. */
  parameters: Readonly<Record<string, string>>;
};

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With parameters as in `/v1/packs/:hash`; what they may be is the route's to check. */
  path: string;
  /** One sentence for the API's document. */
  summary: string;
  /** What the body is, where it is JSON. */
  body?: z.ZodType;
  /** What it answers, by status. */
  answers: Readonly<Record<number, z.ZodType>>;
  answer(request: Request, asked: Asked): Promise<Response> | Response;
};
