// Which language, and — if they like — who they are. Both are one touch, and so is neither.
import { useTranslation } from 'react-i18next';
import { audiences, type Audience } from '../../../model/aspects.ts';
import type { Language } from '../../../model/language.ts';
import { Arrow } from '../../parts/icons.tsx';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import './welcome.css';

export function WelcomeScreen({
  languages,
  language,
  onLanguage,
  onAudience,
}: {
  languages: Language[];
  language: Language;
  onLanguage(language: Language): void;
  onAudience(audience: Audience | undefined): void;
}) {
  const { t } = useTranslation();
  return (
    <ScrollArea className="welcome">
      <section className="welcome-languages" aria-label={t('welcome.language')}>
        {languages.map((option) => (
          <button
            key={option}
            type="button"
            lang={option}
            aria-pressed={option === language}
            onClick={() => onLanguage(option)}
          >
            {t(`languageName.${option}`)}
          </button>
        ))}
      </section>
      <header className="welcome-head">
        <h1 data-read>{t('welcome.who')}</h1>
        <p data-read>{t('welcome.whoHint')}</p>
      </header>
      <div className="welcome-doors">
        {audiences.map((audience, index) => (
          <button
            key={audience}
            type="button"
            className="welcome-door"
            style={{ '--index': index }}
            onClick={() => onAudience(audience)}
          >
            <strong data-read>{t(`audience.${audience}`)}</strong>
            <span>{t(`audienceLine.${audience}`)}</span>
          </button>
        ))}
      </div>
      <button type="button" className="button button-next welcome-skip" onClick={() => onAudience(undefined)}>
        {t('welcome.skip')} <Arrow />
      </button>
    </ScrollArea>
  );
}
