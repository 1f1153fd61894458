// Reads a content folder into checked shapes. Everything that is wrong is reported at once,
// with the line it stands on; what could be read is returned beside the findings.
import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLParseError,
} from 'yaml';
import type { z } from 'zod';
import { chapterSourceSchema, type ChapterSource } from '../model/chapter-source.ts';
import {
  audiencesSourceSchema,
  caseSourceSchema,
  exhibitionSourceSchema,
  panelSourceSchema,
  pledgeSourceSchema,
  promptsSourceSchema,
  ruleTextSourceSchema,
  type AudiencesSource,
  type CaseSource,
  type ExhibitionSource,
  type PanelSource,
  type PledgeSource,
  type PromptsSource,
  type RuleTextSource,
} from '../model/edition-source.ts';
import type { Finding } from './finding.ts';
import { readText } from './read-text.ts';
import { readWordList } from './read-word-list.ts';
import { openFolder, type SourceFiles } from './source-files.ts';
import { overridesSchema, type Overrides } from './derive-hant.ts';

/** One parsed file: its data, and where each path of it stands. */
export interface SourceFile<Data> {
  file: string;
  data: Data;
  /** The line, from 1, on which the value at `path` begins; the nearest parent's if it is absent. */
  lineOf(path: readonly PropertyKey[]): number;
}

export interface EditionSource {
  files: SourceFiles;
  exhibition: SourceFile<ExhibitionSource> | undefined;
  panels: SourceFile<PanelSource>[];
  cases: SourceFile<CaseSource>[];
  ruleTexts: SourceFile<RuleTextSource>[];
  audiences: SourceFile<AudiencesSource> | undefined;
  chapters: SourceFile<ChapterSource>[];
  pledges: SourceFile<PledgeSource>[];
  prompts: SourceFile<PromptsSource> | undefined;
  /** Words that make a reflection worth a second look, as they are written in screening.txt. */
  screening: string[];
  overrides: Overrides;
  findings: Finding[];
}

/** Reads `dir` as an edition's source. Never throws for what is in the files. */
export function readSource(dir: string): EditionSource {
  return readSourceFiles(openFolder(dir));
}

/** Reads `files`, in a folder or in a pack, as an edition's source. */
export function readSourceFiles(files: SourceFiles): EditionSource {
  const findings: Finding[] = [];
  const read = <Schema extends z.ZodType>(file: string, schema: Schema) =>
    readYaml(files, file, schema, findings);
  const readAll = <Schema extends z.ZodType>(folder: string, schema: Schema) =>
    listYaml(files, folder).flatMap((file) => read(file, schema) ?? []);
  const overrides = files.has('overrides.yaml') ? read('overrides.yaml', overridesSchema)?.data : undefined;
  return {
    files,
    exhibition: read('exhibition.yaml', exhibitionSourceSchema),
    panels: readAll('panels', panelSourceSchema),
    cases: readAll('cases', caseSourceSchema),
    ruleTexts: readAll('rules', ruleTextSourceSchema),
    audiences: read('audiences.yaml', audiencesSourceSchema),
    chapters: readAll('chapters', chapterSourceSchema),
    pledges: readAll('pledges', pledgeSourceSchema),
    prompts: read('prompts.yaml', promptsSourceSchema),
    screening: readWordList(files, 'screening.txt', findings),
    overrides: overrides ?? [],
    findings,
  };
}

/** A file that is no YAML at all is wrong in every line alike. */
const mostErrors = 20;

function listYaml(files: SourceFiles, folder: string): string[] {
  return files
    .list()
    .filter(({ file, isFile }) => isFile && file.startsWith(`${folder}/`) && /\.ya?ml$/.test(file))
    .map(({ file }) => file);
}

function readYaml<Schema extends z.ZodType>(
  files: SourceFiles,
  file: string,
  schema: Schema,
  findings: Finding[],
): SourceFile<z.infer<Schema>> | undefined {
  const add = (code: string, line: number, zh: string, en: string) => {
    findings.push({ severity: 'error', code, file, line, zh, en });
  };
  const text = readText(files, file, findings);
  if (text === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseYaml(text, lines);
  if (!document) {
    add(
      'yaml-deep',
      1,
      '括号或缩进的层数太多，读不下去。请按样例重写这个文件。',
      'Brackets or indents are nested too deep to be read. Write this file anew after the example.',
    );
    return undefined;
  }
  for (const problem of document.errors.slice(0, mostErrors)) {
    const what = describeYamlError(problem);
    add(what.code, lines.linePos(problem.pos[0]).line, what.zh, what.en);
  }
  if (document.errors.length > 0) return undefined;
  let aliasAt: number | undefined;
  visit(document, (_key, node) => {
    if (!isAlias(node)) return;
    aliasAt ??= node.range?.[0] ?? 0;
    return visit.BREAK;
  });
  if (aliasAt !== undefined) {
    // Aliases of aliases can grow a few lines into gigabytes; an exhibition needs none.
    add(
      'yaml-alias',
      lines.linePos(aliasAt).line,
      '请不要使用 YAML 的 & 和 * 引用，把文字写全。',
      'Do not use YAML references (& and *). Write the text out.',
    );
    return undefined;
  }
  const lineOf = (path: readonly PropertyKey[]) => findLine(document, lines, path);
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const at = issue.path.map(String).join('.');
      const what = describeIssue(issue);
      add('schema', lineOf(issue.path), `“${at}”${what.zh}`, `“${at}” ${what.en}`);
    }
    return undefined;
  }
  return { file, data: parsed.data, lineOf };
}

/** Undefined where it is nested so deep that a parser runs out of stack. */
function parseYaml(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, { lineCounter, uniqueKeys: true });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function describeYamlError({ code, message }: YAMLParseError): { code: string; zh: string; en: string } {
  if (code === 'TAB_AS_INDENT')
    return {
      code: 'yaml-tab',
      zh: '缩进用了制表符（Tab）。请改成空格，每层两个。',
      en: 'This line is indented with a tab. Use spaces, two for each level.',
    };
  if (code === 'DUPLICATE_KEY')
    return {
      code: 'yaml-twice',
      zh: '同一个键在这里写了两次。请删去一个。',
      en: 'The same key is written twice here. Remove one of them.',
    };
  const [said = ''] = message.split('\n');
  return {
    code: 'yaml',
    zh: `YAML 写法有误：${said} 冒号后有空格的文字请改用“>-”另起一行。`,
    en: `This is not valid YAML: ${said} Put a text that contains “: ” on its own line after “>-”.`,
  };
}

function findLine(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    const parent = document.getIn(path.slice(0, length - 1), true);
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item) => isPair(item) && isScalar(item.key) && item.key.value === path[length - 1],
      );
      if (pair && isScalar(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line;
    }
    if (isSeq(parent) && parent.range) return lines.linePos(parent.range[0]).line;
  }
  return 1;
}

function describeIssue(issue: z.core.$ZodIssue): { zh: string; en: string } {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { zh: '缺少，请补上。', en: 'is missing. Add it.' }
        : {
            zh: `类型不对，应为 ${issue.expected}。`,
            en: `has the wrong type; it should be ${issue.expected}.`,
          };
    case 'unrecognized_keys':
      return {
        zh: `有不认识的键：${issue.keys.join('、')}。请检查拼写，或删去。`,
        en: `has unknown keys: ${issue.keys.join(', ')}. Check the spelling, or remove them.`,
      };
    case 'too_small':
      return {
        zh: `太少或太小，至少 ${issue.minimum}。`,
        en: `is too few or too small; at least ${issue.minimum}.`,
      };
    case 'too_big':
      return {
        zh: `太多或太大，至多 ${issue.maximum}。`,
        en: `is too many or too big; at most ${issue.maximum}.`,
      };
    case 'invalid_value':
      return {
        zh: `只能是：${issue.values.join('、')}。`,
        en: `must be one of: ${issue.values.join(', ')}.`,
      };
    default:
      return {
        zh: `写法不对（${issue.message}）。`,
        en: `is not written as it should be (${issue.message}).`,
      };
  }
}
