// npm run routes: writes docs/routes.md anew from the schemas of model/.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from './build.ts';
import { runCommand } from './command.ts';
import { describeRoutes } from './describe-routes.ts';

await runCommand(async () => {
  const file = join(rootDir, 'docs', 'routes.md');
  writeFileSync(file, describeRoutes());
  console.log(`written: ${file}`);
});
