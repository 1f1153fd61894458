// What somebody wrote: as text, never as markup; ink as the lines that their finger drew.
import { layOutInk } from '../../../model/ink.ts';
import { inkSchema } from '../../../model/visitor-events.ts';
import { useWords } from '../i18n/i18n.ts';
import type { Reflection } from './use-desk.ts';

type ReflectionWordsProps = { reflection: Pick<Reflection, 'words' | 'form'> };

export function ReflectionWords({ reflection: { words, form } }: ReflectionWordsProps) {
  const { t } = useWords();
  if (words === null) return <p className="quiet">{t('review.erased')}</p>;
  if (form !== 'ink') return <p className="words">{words}</p>;
  const ink = readInk(words);
  if (!ink) return <p className="quiet">{t('review.broken')}</p>;
  const { viewBox, paths } = layOutInk(ink);
  return (
    <svg className="ink" viewBox={viewBox} role="img" aria-label={t('review.ink')}>
      {paths.map((path, index) => (
        <path key={index} d={path} />
      ))}
    </svg>
  );
}

function readInk(words: string) {
  try {
    const ink = inkSchema.safeParse(JSON.parse(words));
    return ink.success ? ink.data : undefined;
  } catch {
    // No JSON: nothing that could be drawn, and the page says so.
    return undefined;
  }
}
