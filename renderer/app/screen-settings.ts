// What staff set for this screen, read again every half minute: volume, printing, quiet hours, and
// the stop that it stands at.
import { useEffect, useState } from 'react';
import type { ScreenSettings } from '../../model/staff-api.ts';
import { setLoudness } from '../parts/loudness.ts';

const everyMs = 30_000;

const usualSettings: ScreenSettings = { volume: 80, canPrint: false, isQuiet: false, stopName: null };

/** The last that could be read; asked at once when a visitor has gone. */
export function useScreenSettings(
  load: () => Promise<ScreenSettings | undefined>,
  isWaiting: boolean,
): ScreenSettings {
  const [settings, setSettings] = useState(usualSettings);
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      const found = await load();
      if (!isWanted || !found) return;
      setLoudness(found.volume);
      setSettings((shown) => (JSON.stringify(shown) === JSON.stringify(found) ? shown : found));
    };
    void read();
    const timer = setInterval(() => void read(), everyMs);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [load, isWaiting]);
  return settings;
}
