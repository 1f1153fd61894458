// The kinds of YAML that an edition is written in, each with its JSON Schema, by which an editor's
// program completes keys and underlines what is wrong while it is typed.
import { z } from 'zod';
import { chapterSourceSchema } from '../model/chapter-source.ts';
import {
  audiencesSourceSchema,
  caseSourceSchema,
  exhibitionSourceSchema,
  panelSourceSchema,
  pledgeSourceSchema,
  promptsSourceSchema,
  ruleTextSourceSchema,
} from '../model/edition-source.ts';
import { overridesSchema } from './derive-hant.ts';

interface SourceKind {
  /** Also the schema's file: `panel.schema.json`. */
  name: string;
  /** Which files are of this kind. */
  files: RegExp;
  schema: z.ZodType;
}

export const sourceKinds: SourceKind[] = [
  { name: 'exhibition', files: /^exhibition\.yaml$/, schema: exhibitionSourceSchema },
  { name: 'audiences', files: /^audiences\.yaml$/, schema: audiencesSourceSchema },
  { name: 'prompts', files: /^prompts\.yaml$/, schema: promptsSourceSchema },
  { name: 'overrides', files: /^overrides\.yaml$/, schema: overridesSchema },
  { name: 'panel', files: /^panels\/.*\.ya?ml$/, schema: panelSourceSchema },
  { name: 'case', files: /^cases\/.*\.ya?ml$/, schema: caseSourceSchema },
  { name: 'rules', files: /^rules\/.*\.ya?ml$/, schema: ruleTextSourceSchema },
  { name: 'chapter', files: /^chapters\/.*\.ya?ml$/, schema: chapterSourceSchema },
  { name: 'pledge', files: /^pledges\/.*\.ya?ml$/, schema: pledgeSourceSchema },
];

export function schemaFile({ name }: Pick<SourceKind, 'name'>): string {
  return `${name}.schema.json`;
}

/** The schema as the file holds it. */
export function writeSchemaText({ name, schema }: SourceKind): string {
  const json = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title: `Jingzhong: ${name}`, ...json }, null, 2)}\n`;
}

/** The first line by which an editor's program finds the schema, for a file of the content folder. */
export function schemaLine(file: string): string | undefined {
  const kind = sourceKinds.find(({ files }) => files.test(file));
  if (!kind) return undefined;
  const up = '../'.repeat(file.split('/').length - 1);
  return `# yaml-language-server: $schema=${up}schema/${schemaFile(kind)}`;
}
