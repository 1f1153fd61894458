// A folder on a stick, made step by step from the stick itself. A stick that was pulled out is not made
// again as a folder of this machine's own disk, and the first step that is refused says why: asked to
// make all of them at once, Node says “no such file” of a stick that is locked.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Returns the last of `folders`, each inside the one before. Throws what the stick says. */
export function makeStickFolder(stick: string, ...folders: string[]): string {
  let dir = stick;
  for (const folder of folders) {
    dir = join(dir, folder);
    try {
      mkdirSync(dir);
    } catch (error) {
      if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw error;
    }
  }
  return dir;
}
