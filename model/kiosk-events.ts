// What the kiosk writes about itself, so that a gap in the log can be told from a quiet day.
import { z } from 'zod';

const code = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, { message: 'a code in small letters' });

export const kioskBodies = {
  /**
   * Carries what counting needs to know of the edition on screen, so that the log explains
   * itself: its date, its time zone, its idle limit. `last_alive_*` is the last moment the
   * run before is known to have been alive; absent in a log's first run.
   */
  'kiosk.started': z.strictObject({
    version: z.string().max(40),
    edition_date: z.iso.date(),
    time_zone: z.string().min(1).max(60),
    idle_limit_ms: z.int().min(1_000).max(3_600_000),
    last_alive_wall_ms: z.int().optional(),
    last_alive_mono_ms: z.int().optional(),
    last_alive_boot_id: z.string().max(80).optional(),
  }),
  'kiosk.stopped': z.strictObject({ cause: code }),
  'kiosk.fault': z.strictObject({ code, details: z.string().max(2_000).optional() }),
  'kiosk.selftest': z.strictObject({
    passed: z.boolean(),
    findings: z.array(z.string().max(400)).max(50),
  }),
} as const;
