// The judgment as a sheet of paper with its seal. Its words are made from the data that the law
// check has proved, never written by hand.
import { useTranslation } from 'react-i18next';
import type { Exhibition, Hearing } from '../../../model/exhibition.ts';
import { Seal } from '../../parts/icons.tsx';

export function Verdict({ exhibition, hearing }: { exhibition: Exhibition; hearing: Hearing }) {
  const { t } = useTranslation();
  const { sentence, recovered, discipline, note } = hearing.outcome;
  const seal = exhibition.aspects.find(({ id }) => id === 'law')?.seal ?? '';
  return (
    <section className="verdict" data-read-late>
      <h2 data-read>{t('hearing.verdict')}</h2>
      <ul className="verdict-sentence">
        {sentence.map((line) => (
          <li key={line} data-read>
            {line}
          </li>
        ))}
      </ul>
      <ul className="verdict-also">
        {[...recovered.map((sum) => t('hearing.recovered', { sum })), ...discipline].map((line) => (
          <li key={line} data-read>
            {line}
          </li>
        ))}
        {note && <li data-read>{note}</li>}
      </ul>
      <Seal text={seal} size="big" />
    </section>
  );
}
