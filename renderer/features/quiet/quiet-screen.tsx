// The quiet hours: the lamps are out, the bell hangs in the dark, and nothing begins.
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../../model/exhibition.ts';
import './quiet.css';

export function QuietScreen({ exhibition }: { exhibition: Exhibition }) {
  const { t } = useTranslation();
  return (
    <section className="quiet">
      <h1>{exhibition.title}</h1>
      <p>{t('quiet.resting')}</p>
    </section>
  );
}
