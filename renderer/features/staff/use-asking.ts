// Asks the kiosk and turns what can go wrong into a sentence: a session that is over leads back to
// the PIN, a refusal says why, silence says that it may be tried again.
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, StaffDesk } from './ask-staff.ts';

const known = [
  'technician-only',
  'pin-taken',
  'no-stop',
  'no-such-group',
  'log-refused',
  'log-unavailable',
  'no-such-reflection',
  'not-here',
  'busy',
  'no-such-stick',
] as const;

export interface Asking {
  desk: StaffDesk;
  said: string | undefined;
  say(sentence: string | undefined): void;
  /** The value, or undefined with the sentence said. */
  settle<Value>(answer: Promise<Answer<Value>>): Promise<Value | undefined>;
  /** What stands at `path`; what was said of the last thing done stays said. */
  look<Value>(path: string): Promise<Value | undefined>;
}

export function useAsking(desk: StaffDesk, onShut: () => void): Asking {
  const { t } = useTranslation('staff');
  const [said, say] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const explain = (outcome: Exclude<Answer<unknown>, { kind: 'answered' }>): string | undefined => {
    if (outcome.kind === 'shut') {
      onShut();
      return undefined;
    }
    if (outcome.kind === 'away') return t('refused.away');
    const code = known.find((each) => each === outcome.code);
    return code ? t(`refused.${code}`) : t('refused.fault', { code: outcome.code });
  };
  return {
    desk,
    said: said ?? trouble,
    say,
    async settle(answer) {
      const outcome = await answer;
      say(outcome.kind === 'answered' ? undefined : explain(outcome));
      return outcome.kind === 'answered' ? outcome.value : undefined;
    },
    async look<Value>(path: string) {
      const outcome = await desk.ask<Value>(path);
      setTrouble(outcome.kind === 'answered' ? undefined : explain(outcome));
      return outcome.kind === 'answered' ? outcome.value : undefined;
    },
  };
}

/** What stands at `path`, read at once and again after `read`; undefined until it is there. */
export function useAsked<Value>(
  { look }: Asking,
  path: string,
  everyMs?: number,
): [Value | undefined, (value: Value) => void] {
  const [value, setValue] = useState<Value>();
  const read = useEffectEvent(async () => {
    const found = await look<Value>(path);
    if (found !== undefined) setValue(found);
  });
  useEffect(() => {
    void read();
    if (everyMs === undefined) return;
    const timer = setInterval(() => void read(), everyMs);
    return () => clearInterval(timer);
  }, [path, everyMs]);
  return [value, setValue];
}
