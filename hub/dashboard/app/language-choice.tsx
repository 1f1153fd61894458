import { languages } from '../../../model/language.ts';
import { speak, useWords } from '../i18n/i18n.ts';

/** Each language by its own name: whoever looks for it can read that. */
export function LanguageChoice() {
  const { t, language } = useWords();
  return (
    <div className="languages" role="group" aria-label={t('account.language')}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => void speak(one)}
        >
          {t(`ownName.${one}`)}
        </button>
      ))}
    </div>
  );
}
