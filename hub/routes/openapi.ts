// /openapi.json: every route of this hub with its shapes, generated from the schemas that parse and
// make them, so that the document cannot say anything else than the program does.
import { z } from 'zod';
import type { Route } from './route.ts';

export function describeApi(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([a-z_]+)/gi, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route, path) };
  }
  return { openapi: '3.1.0', info: { title: 'Jingzhong hub', version }, paths };
}

function describeRoute({ summary, body, answers }: Route, path: string): object {
  const parameters = [...path.matchAll(/\{([a-z_]+)\}/gi)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  return {
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: asJson(body, 'input') } }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, schema]) => [
        status,
        { description: summary, content: asJson(schema, 'output') },
      ]),
    ),
  };
}

function asJson(schema: z.ZodType, io: 'input' | 'output'): object {
  return { 'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) } };
}
