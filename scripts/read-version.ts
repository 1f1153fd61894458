// The program's own version, as package.json says it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export function readVersion(): string {
  const file = join(import.meta.dirname, '..', 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return manifest.version;
}
