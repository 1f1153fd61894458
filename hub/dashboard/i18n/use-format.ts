import { useMemo } from 'react';
import { useWords } from './i18n.ts';
import { makeFormat, type Format } from './make-format.ts';

export function useFormat(): Format {
  const { language } = useWords();
  return useMemo(() => makeFormat(language), [language]);
}
