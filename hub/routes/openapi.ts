// /openapi.json: every route of this hub with its shapes, generated from the schemas that parse and
// make them, so that the document cannot say anything else than the program does.
import { z } from 'zod';
import { isMedia, type HubRoute, type Media } from './define-route.ts';
import type { Route } from './route.ts';

type Described = {
  method: string;
  path: string;
  summary: string;
  body?: Shape;
  query?: Shape;
  answers: Readonly<Record<number, Shape>>;
  /** The right that it asks for. */
  may?: string;
};
type Shape = z.ZodType | Media | undefined;

export function describeApi(
  { forKiosks, forPeople }: { forKiosks: readonly Route[]; forPeople: readonly HubRoute[] },
  version: string,
): object {
  const paths: Record<string, Record<string, object>> = {};
  const routes: Described[] = [
    ...forKiosks,
    ...forPeople.map(({ answers, status = 200, ...route }) => ({ ...route, answers: { [status]: answers } })),
  ];
  for (const route of routes) {
    const path = route.path.replaceAll(/:([a-z_]+)/gi, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route, path) };
  }
  return { openapi: '3.1.0', info: { title: 'Jingzhong hub', version }, paths };
}

function describeRoute({ summary, body, query, answers, may }: Described, path: string): object {
  const ofPath = [...path.matchAll(/\{([a-z_]+)\}/gi)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const parameters = [...ofPath, ...describeQuery(query)];
  return {
    summary,
    ...(may !== undefined && { 'x-may': may }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: contentOf(body, 'input') } }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, shape]) => [
        status,
        { description: summary, ...(shape && { content: contentOf(shape, 'output') }) },
      ]),
    ),
  };
}

function describeQuery(query: Shape): object[] {
  if (!query || isMedia(query)) return [];
  const { properties = {}, required = [] } = toSchema(query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function contentOf(shape: z.ZodType | Media, io: 'input' | 'output'): object {
  if (isMedia(shape)) return { [shape.media]: {} };
  return { 'application/json': { schema: toSchema(shape, io) } };
}

function toSchema(schema: z.ZodType, io: 'input' | 'output') {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' });
}
