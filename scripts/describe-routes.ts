// docs/routes.md as the schemas make it: every address of the kiosk, and the shapes of what is sent and
// answered, in a notation that reads like the JSON itself.
import { z } from 'zod';
import { refusalAnswerSchema } from '../model/kiosk-answers.ts';
import { routeGroups, type KioskRoute } from '../model/kiosk-routes.ts';

const forWhom = {
  anyone: 'without a PIN',
  staff: 'staff',
  technician: 'a technician',
};

export function describeRoutes(): string {
  const groups = routeGroups.map(
    ({ title, routes }) => `## ${title}\n\n${routes.map(describeRoute).join('\n')}`,
  );
  return `# The kiosk's routes

Made from the schemas of \`model/kiosk-routes.ts\` with \`npm run routes\`; a test holds this page to them, and
the kiosk to this page. The kiosk answers only to its own address and its own pages. Where staff are asked for, the
token of \`POST /api/staff/enter\` is sent as \`Authorization: Bearer TOKEN\`.

\`?\` marks what may be absent, \`…[]\` a list; a length or range stands in brackets. Every other answer than a
success is a refusal:

\`\`\`ts
${describe(refusalAnswerSchema, 'output')}
\`\`\`

${groups.join('\n')}`;
}

function describeRoute({ method, path, for: who, says, query, body, answer }: KioskRoute): string {
  const parts = [
    query && `query ${describe(query, 'input')}`,
    body && `body ${describe(body, 'input')}`,
    answer && `answer ${describe(answer, 'output')}`,
  ].filter((part) => part !== undefined);
  const shapes = parts.length === 0 ? '' : `\n\`\`\`ts\n${parts.join('\n')}\n\`\`\`\n`;
  return `### ${method} ${path}\n\n${says} For: ${forWhom[who]}.\n${shapes}`;
}

type Shape = z.core.JSONSchema.BaseSchema;

function describe(schema: z.ZodType, io: 'input' | 'output'): string {
  // What a transform makes of a value is of the same kind as what it was given.
  const shape = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  return write(shape, '');
}

function write(shape: Shape, indent: string): string {
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum) return shape.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return writeChoices(choices.map(asShape), indent);
  switch (shape.type) {
    case 'object':
      return writeObject(shape, indent);
    case 'array':
      return writeArray(shape, indent);
    case 'string':
      return `string${writeBounds(shape)}`;
    case 'integer':
    case 'number':
      return `${shape.type}${writeBounds(shape)}`;
    case 'boolean':
    case 'null':
      return shape.type;
    default:
      return 'anything';
  }
}

function writeChoices(choices: Shape[], indent: string): string {
  const written = choices.map((choice) => write(choice, `${indent}  `));
  const isShort = written.every((text) => !text.includes('\n'));
  return isShort ? written.join(' | ') : written.map((text) => `\n${indent}  | ${text}`).join('');
}

function writeObject(shape: Shape, indent: string): string {
  const deeper = `${indent}  `;
  const fields = Object.entries(shape.properties ?? {}).map(([name, field]) => {
    const mark = shape.required?.includes(name) ? '' : '?';
    const plain = /^[\w$]+$/.test(name) ? name : JSON.stringify(name);
    return `${plain}${mark}: ${write(asShape(field), deeper)}`;
  });
  if (typeof shape.additionalProperties === 'object' && fields.length === 0) {
    return `{ [${writeKeys(shape.propertyNames)}]: ${write(asShape(shape.additionalProperties), indent)} }`;
  }
  if (fields.length === 0) return '{}';
  const line = `{ ${fields.join(', ')} }`;
  if (line.length + indent.length < 100 && !line.includes('\n')) return line;
  return `{\n${fields.map((field) => `${deeper}${field}`).join('\n')}\n${indent}}`;
}

function writeKeys(names: Shape['propertyNames']): string {
  const shape = names === undefined ? {} : asShape(names);
  return shape.enum ? write(shape, '') : 'string';
}

function writeArray({ items, minItems, maxItems }: Shape, indent: string): string {
  const item = items && !Array.isArray(items) ? write(asShape(items), indent) : 'anything';
  const bounds = minItems === undefined && maxItems === undefined ? '' : ` (${range(minItems, maxItems)})`;
  return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]${bounds}` : `${item}[]${bounds}`;
}

const largest = Number.MAX_SAFE_INTEGER;

function writeBounds(shape: Shape): string {
  const { format, minLength, maxLength, minimum, maximum, pattern } = shape;
  const low = minimum === -largest ? undefined : minimum;
  const high = maximum === largest ? undefined : maximum;
  const bounds = [
    format,
    minLength === undefined && maxLength === undefined ? undefined : range(minLength, maxLength),
    low === undefined && high === undefined ? undefined : range(low, high),
    format === undefined && pattern !== undefined ? `/${pattern}/` : undefined,
  ].filter((bound) => bound !== undefined);
  return bounds.length === 0 ? '' : ` (${bounds.join(', ')})`;
}

function range(least: number | undefined, most: number | undefined): string {
  if (most === undefined) return `${least}…`;
  return least === most ? `${most}` : `${least ?? ''}…${most}`;
}

/** JSON Schema also allows `true` for anything. */
function asShape(shape: z.core.JSONSchema._JSONSchema): Shape {
  return typeof shape === 'boolean' ? {} : shape;
}
