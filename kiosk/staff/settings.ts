// How this kiosk is set, kept in DIR/staff/settings.json, and what follows from the time of day.
import { join } from 'node:path';
import { settingsSchema, type Settings } from '../../model/staff-api.ts';
import { keepJson } from './keep-json.ts';

export type StaffSettings = ReturnType<typeof keepSettings>;

export function keepSettings({ dataDir, tell }: { dataDir: string; tell(line: string): void }) {
  const file = keepJson<Settings>({
    path: join(dataDir, 'staff', 'settings.json'),
    schema: settingsSchema,
    empty: settingsSchema.parse({}),
    tell,
  });
  return { read: file.read, write: file.write };
}

/** Whether `minute` ("HH:MM") lies in the quiet hours, which may run over midnight. */
export function isQuietAt(minute: string, quiet: Settings['quiet']): boolean {
  if (!quiet || quiet.from === quiet.to) return false;
  const { from, to } = quiet;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}
