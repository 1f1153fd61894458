import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hubRoles, rightsOf } from '../model/hub-access.ts';
import { rootDir } from './build.ts';
import { hubCommands } from './hub/commands.ts';

const guide = readFileSync(join(rootDir, 'docs', 'hub.md'), 'utf8');

test('the guide’s table of roles is what the hub goes by', () => {
  const rows = [...guide.matchAll(/^\| `([a-z-]+)` \|((?:[ ✓]*\|){4})$/gm)];
  const told = rows.map(([, right = '', cells = '']) => {
    const marks = cells.split('|').slice(0, hubRoles.length);
    return [right, hubRoles.filter((_role, index) => marks[index]?.includes('✓'))];
  });
  expect(Object.fromEntries(told)).toEqual(rightsOf);
});

test('the guide names every command of the hub', () => {
  for (const name of Object.keys(hubCommands)) expect(guide).toContain(`npm run hub -- ${name}`);
});
