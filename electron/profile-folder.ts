// Where Chromium keeps its own things. They lie beside the kiosk's data, so that two kiosks on
// two data folders are two programs, and Electron's single-instance lock is one a data folder.
import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The profile's folder, which exists. On a disk that cannot be written it is a temporary one:
 * nothing in it is needed again, and the exhibition must go on.
 */
export function makeProfileFolder(dataDir: string): string {
  const dir = join(dataDir, 'electron-profile');
  try {
    mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK);
    return dir;
  } catch {
    return mkdtempSync(join(tmpdir(), 'jingzhong-profile-'));
  }
}
