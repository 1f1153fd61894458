// One route of the hub: what it takes and answers, from which /openapi.json is made, and the
// function that answers.
import type { z } from 'zod';

export type Caller = {
  /** Where the request came from; behind a trusted proxy what that says. Empty in a test. */
  address: string;
};

export type Asked = Caller & {
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
