// Before the exhibition is there: the lamps are being lit, or could not be lit yet.
import { useTranslation } from 'react-i18next';

export function LoadingScreen() {
  const { t } = useTranslation();
  return (
    <div className="room opening" role="status">
      <p>{t('loading')}</p>
    </div>
  );
}

export function FailedScreen() {
  const { t } = useTranslation();
  return (
    <div className="room opening" role="alert">
      <h1>{t('failed.title')}</h1>
      <p>{t('failed.hint')}</p>
    </div>
  );
}
