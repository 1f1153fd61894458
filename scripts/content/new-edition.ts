// npm run content -- new DIR: an edition of one's own to begin with. It is the shipped one, whole and
// clean, under another id: an editor changes one file after the other and has something that can be
// shown all the while, instead of 21 empty boards that the check complains of.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { slug } from '../../model/edition-source.ts';
import { openFolder } from '../../pack/source-files.ts';
import { schemaLine } from '../../pack/source-kinds.ts';
import { rootDir } from '../build.ts';
import { CommandError } from '../command.ts';
import { writeSchemas } from './write-schemas.ts';

export function newEdition(dir: string, today = new Date().toISOString().slice(0, 10)): void {
  if (existsSync(dir) && readdirSync(dir).length > 0)
    throw new CommandError(`${dir} is not empty. Give a new folder; nothing is written over.`);
  const id = slug.safeParse(basename(dir).toLowerCase());
  if (!id.success)
    throw new CommandError(
      `The folder's name becomes the exhibition's id, so it has small letters, digits and hyphens only, not “${basename(dir)}”.`,
    );
  const shipped = join(rootDir, 'content');
  const files = openFolder(shipped);
  for (const { file } of files.list()) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), change(file, files.read(file), id.data, today));
  }
  writeFileSync(join(dir, 'README.md'), readme);
  writeSchemas(join(dir, 'schema'));
  console.log(`begun: ${dir}`);
  console.log('Start with README.md there, then: npm run content -- check DIR');
}

function change(file: string, bytes: Buffer, id: string, today: string): Buffer {
  const line = schemaLine(file);
  if (line === undefined) return bytes;
  const text = `${line}\n${bytes.toString('utf8')}`;
  if (file !== 'exhibition.yaml') return Buffer.from(text);
  return Buffer.from(
    text.replace(/^id: .*$/m, `id: ${id}`).replace(/^edition: .*$/m, `edition: { number: 1, date: ${today} }`),
  );
}

const readme = `# 从这里开始

这是一套完整的展览，现在就能展示。一个文件一个文件地改成您自己的，每改几处就检查一次：

    npm run content -- check 这个文件夹

1. \`exhibition.yaml\`：标题、主办单位、版次和日期。每次发新内容，number 加一或 date 改新。
2. \`panels/\`：二十一块展板，一个文件一块。
3. \`cases/\`：案例。把您的案例写进去，删去不要的；每块展板留二至三个。
4. \`review\` 里写明谁审的、哪天审的。示例案例都是虚构的。
5. 检查显示 clean 以后打包：npm run content -- pack 这个文件夹 --out 新内容.zip --key 密钥

\`schema/\` 让编辑软件边写边提示（VS Code 请装 YAML 插件），不会打进内容包。

# Start here

This is a whole exhibition that can be shown as it is. Make it your own one file at a time, and check often:

    npm run content -- check THIS-FOLDER

1. \`exhibition.yaml\`: title, publisher, number and date. Raise one of the two with each edition.
2. \`panels/\`: twenty-one boards, one file each.
3. \`cases/\`: the cases. Write yours, remove what you do not want; each board keeps two or three.
4. Say in \`review\` who approved a text, and when. The sample's cases are all fictional.
5. When the check says clean: npm run content -- pack THIS-FOLDER --out new.zip --key KEYFILE

\`schema/\` lets your editor help while you type (in VS Code with the YAML extension); it is not packed.
`;
