// npm run content -- schema: writes docs/schema/ anew from the schemas of model/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFile, sourceKinds, writeSchemaText } from '../../pack/source-kinds.ts';
import { rootDir } from '../build.ts';

const schemaDir = join(rootDir, 'docs', 'schema');

export function writeSchemas(dir = schemaDir): void {
  mkdirSync(dir, { recursive: true });
  for (const kind of sourceKinds) writeFileSync(join(dir, schemaFile(kind)), writeSchemaText(kind));
  console.log(`${sourceKinds.length} schemas: ${dir}`);
}
