import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFolder } from './source-files.ts';
import { schemaFile, schemaLine, sourceKinds, writeSchemaText } from './source-kinds.ts';
import { contentDir } from './testing/copy-content.ts';

const schemaDir = join(import.meta.dirname, '..', 'docs', 'schema');

test.each(sourceKinds)('docs/schema has $name as the check knows it (npm run content -- schema)', (kind) => {
  expect(readFileSync(join(schemaDir, schemaFile(kind)), 'utf8')).toBe(writeSchemaText(kind));
});

test('every YAML file of the shipped exhibition has a schema, found from where it lies', () => {
  const yaml = openFolder(contentDir)
    .list()
    .filter(({ file }) => file.endsWith('.yaml'));
  for (const { file } of yaml) expect(schemaLine(file), file).toContain('.schema.json');
  expect(schemaLine('cases/envelope/envelope-cards.yaml')).toBe(
    '# yaml-language-server: $schema=../../schema/case.schema.json',
  );
});
