// The screen's brightness, where Linux lends it to this account: /sys/class/backlight/NAME/brightness.
// Most monitors on a cable have none; then staff are told so.
import { accessSync, constants, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What sets it, in hundredths; undefined where it cannot be set. */
export function findBacklight(root = '/sys/class/backlight'): ((hundredths: number) => void) | undefined {
  for (const name of listNames(root)) {
    const file = join(root, name, 'brightness');
    const most = readNumber(join(root, name, 'max_brightness'));
    if (most === undefined || !isWritable(file)) continue;
    return (hundredths) => writeFileSync(file, String(Math.max(1, Math.round((most * hundredths) / 100))));
  }
  return undefined;
}

function listNames(root: string): string[] {
  try {
    return readdirSync(root).toSorted();
  } catch {
    // No such class of devices: another system, or a screen on a cable.
    return [];
  }
}

function readNumber(file: string): number | undefined {
  try {
    const value = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(value) && value > 0 ? value : undefined;
  } catch {
    return undefined;
  }
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
