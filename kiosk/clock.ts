// The kiosk's two clocks. The wall clock may be wrong and may jump; the monotonic one counts
// from the operating system's boot and so outlives a restart of the program. With the boot's
// identity the one is later corrected through the other.
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { createHash } from 'node:crypto';

export type Clock = {
  /** Unix time in milliseconds. */
  wallMs(): number;
  /** Milliseconds since boot, never running backwards. */
  monoMs(): number;
  bootId: string;
};

const linuxBootIdFile = '/proc/sys/kernel/random/boot_id';

/**
 * The operating system's boot. Linux names each boot itself. Elsewhere it is derived from the
 * moment of booting, rounded to ten seconds: a clock set in between looks like a new boot,
 * which costs the link between the two halves and never joins two boots into one wrongly
 * (two boots cannot begin within ten seconds).
 */
export function findBootId(wallMs: number, uptimeMs: number): string {
  try {
    return readFileSync(linuxBootIdFile, 'utf8').trim();
  } catch {
    const bootedAt = Math.round((wallMs - uptimeMs) / 10_000);
    return `derived-${createHash('sha256').update(String(bootedAt)).digest('hex').slice(0, 24)}`;
  }
}

export function systemClock(): Clock {
  let lastMonoMs = 0;
  return {
    wallMs: () => Date.now(),
    // uptime() includes time asleep, unlike process.hrtime(); its resolution is 10 ms.
    monoMs: () => (lastMonoMs = Math.max(lastMonoMs, Math.round(uptime() * 1000))),
    bootId: findBootId(Date.now(), uptime() * 1000),
  };
}
