// An empty folder for one test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** It goes away with the test. */
export function makeFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'jingzhong-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
