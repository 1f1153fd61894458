// What is not well with a kiosk, each as a sentence: its own lights, and what only the hub can see.
import type { NowView } from '../../../model/hub-views.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { clockToleranceMs } from './kiosk-standing.ts';
import { lightWords } from './light-words.ts';

type Kiosk = NowView['kiosks'][number];
type Line = { key: string; state: 'amber' | 'red' | 'note'; text: string };

export function KioskLights({ kiosk }: { kiosk: Kiosk }) {
  const lines = useLines(kiosk);
  if (lines.length === 0) return null;
  return (
    <ul className="kiosk-lights">
      {lines.map(({ key, state, text }) => (
        <li key={key} className={`is-${state}`}>
          {text}
        </li>
      ))}
    </ul>
  );
}

function useLines(kiosk: Kiosk): Line[] {
  const { t } = useWords();
  const format = useFormat();
  const { clonedMs, state, clockSkewMs, staged, lights } = kiosk;
  const lines: Line[] = [];
  if (state === 'revoked') lines.push({ key: 'revoked', state: 'note', text: t('now.revoked') });
  if (clonedMs !== null) {
    lines.push({ key: 'cloned', state: 'red', text: t('now.cloned', { at: format.moment(clonedMs) }) });
  }
  const isFarOff = clockSkewMs !== null && Math.abs(clockSkewMs) > clockToleranceMs;
  for (const { id, state: color, code } of lights) {
    // The hub has seen itself by how much, and says so below.
    if (isFarOff && id === 'clock' && (code === 'ahead' || code === 'behind')) continue;
    const word = lightWords.find((known) => known === `light.${id}.${code}`);
    const text = word ? t(word) : t('now.unknownLight', { code: `${id}.${code}` });
    lines.push({ key: `${id}.${code}`, state: color, text });
  }
  if (isFarOff) {
    const by = format.duration(Math.abs(clockSkewMs));
    lines.push({
      key: 'skew',
      state: 'amber',
      text: t(clockSkewMs > 0 ? 'now.clockFast' : 'now.clockSlow', { by }),
    });
  }
  if (staged !== null) lines.push({ key: 'staged', state: 'note', text: t('now.staged') });
  return lines;
}
