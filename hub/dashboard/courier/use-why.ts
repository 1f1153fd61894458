// Why a line of a stick's file was not taken in, as a sentence.
import { useWords } from '../i18n/i18n.ts';

const whys = [
  'not-enrolled',
  'revoked',
  'bad-signature',
  'not-understood',
  'too-large',
  'busy',
  'fork',
  'gap',
  'cut-off',
] as const;

export function useWhy() {
  const { t } = useWords();
  return (why: string): string => {
    const known = whys.find((one) => one === why);
    return known ? t(`courierWhy.${known}`) : why;
  };
}
