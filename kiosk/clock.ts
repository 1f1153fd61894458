// The kiosk's two clocks. The wall clock may be wrong and may jump; the monotonic one counts
// from the operating system's boot and so outlives a restart of the program. With the boot's
// identity the one is later corrected through the other.
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { createHash } from 'node:crypto';
import type { EventStamp } from '../model/log-event.ts';

export type Clock = {
  /** Unix time in milliseconds. */
  wallMs(): number;
  /** Milliseconds since boot, never running backwards. */
  monoMs(): number;
  bootId: string;
};

/** This moment, as it would be stamped on an event. */
export function stampNow(clock: Clock): Pick<EventStamp, 'wall_ms' | 'mono_ms' | 'boot_id'> {
  return { wall_ms: clock.wallMs(), mono_ms: clock.monoMs(), boot_id: clock.bootId };
}

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

/** How often the cheap clock is laid against the true one. */
const anchorEveryMs = 5_000;

/**
 * The machine's clocks. The monotonic one is uptime(), which includes time asleep; since
 * reading it costs as much as writing an event, performance.now() carries it on in between.
 */
export function systemClock(): Clock {
  let anchor = { atMs: Number.NEGATIVE_INFINITY, uptimeMs: 0 };
  let lastMonoMs = 0;
  return {
    wallMs: () => Date.now(),
    monoMs() {
      const nowMs = performance.now();
      if (nowMs - anchor.atMs > anchorEveryMs) anchor = { atMs: nowMs, uptimeMs: uptime() * 1000 };
      lastMonoMs = Math.max(lastMonoMs, Math.round(anchor.uptimeMs + nowMs - anchor.atMs));
      return lastMonoMs;
    },
    bootId: findBootId(Date.now(), uptime() * 1000),
  };
}
