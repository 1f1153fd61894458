// Asks the kiosk and turns what can go wrong into a sentence: a session that is over leads back to
// the PIN, a refusal says why, silence says that it may be tried again.
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer, StaffDesk } from './ask-staff.ts';
import { useOnce } from './use-once.ts';

const known = [
  'technician-only',
  'pin-taken',
  'no-stop',
  'no-such-group',
  'log-refused',
  'log-unavailable',
  'no-such-reflection',
  'hub-decided',
  'not-here',
  'busy',
  'no-such-stick',
] as const;

/** A kiosk that was away is asked again this soon: it may be starting. */
const againMs = 2_000;

export interface Asking {
  desk: StaffDesk;
  said: string | undefined;
  say(sentence: string | undefined): void;
  /** Does one thing at a time: what is touched meanwhile, or twice, is not done. */
  once(act: () => Promise<unknown>): void;
  /** The value of what staff did, or undefined with the sentence said. */
  settle<Value>(answer: Promise<Answer<Value>>): Promise<Value | undefined>;
  /** The same for what the page reads by itself, which wipes no sentence about what staff did. */
  settleRead<Value>(answer: Promise<Answer<Value>>): Promise<Answer<Value>>;
}

export function useAsking(desk: StaffDesk, onShut: () => void): Asking {
  const { t } = useTranslation('staff');
  const [said, setSaid] = useState<string>();
  const [isAway, setAway] = useState(false);
  const [, once] = useOnce();
  const take = (outcome: Answer<unknown>) => {
    setAway(outcome.kind === 'away');
    if (outcome.kind === 'shut') onShut();
    if (outcome.kind !== 'refused') return;
    const code = known.find((each) => each === outcome.code);
    setSaid(code ? t(`refused.${code}`) : t('refused.fault', { code: outcome.code }));
  };
  return {
    desk,
    said: isAway ? t('refused.away') : said,
    say: setSaid,
    once,
    async settle(answer) {
      const outcome = await answer;
      take(outcome);
      if (outcome.kind !== 'answered') return undefined;
      setSaid(undefined);
      return outcome.value;
    },
    async settleRead(answer) {
      const outcome = await answer;
      take(outcome);
      return outcome;
    },
  };
}

/**
 * What stands at `path`, read at once and again every `everyMs`; undefined until it is there. While
 * the kiosk is away, or another session begins, it is read again.
 */
export function useAsked<Value>(
  { desk, settleRead }: Asking,
  path: string,
  everyMs?: number,
): [Value | undefined, (value: Value) => void] {
  const [value, setValue] = useState<Value>();
  const ask = useEffectEvent(() => settleRead(desk.ask<Value>(path)));
  useEffect(() => {
    let timer: number | undefined;
    let isWanted = true;
    // The next question waits for the last answer: a slow kiosk is not asked the more.
    const read = async () => {
      const answer = await ask();
      if (!isWanted) return;
      if (answer.kind === 'answered') setValue(answer.value);
      const nextMs = everyMs ?? (answer.kind === 'away' ? againMs : undefined);
      if (nextMs !== undefined && answer.kind !== 'shut')
        timer = window.setTimeout(() => void read(), nextMs);
    };
    void read();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [desk, path, everyMs]);
  return [value, setValue];
}
