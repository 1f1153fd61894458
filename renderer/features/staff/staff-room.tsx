// Behind the exhibition: the PIN, then one page for each thing that staff do. Nothing here is the
// visitor's, and nothing of it stays when staff leave or go away.
// What all pages share comes before what each page adds to it.
import './staff.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../../model/exhibition.ts';
import { languages, type Language } from '../../../model/language.ts';
import { openDesk, type StaffDesk } from './ask-staff.ts';
import { ContentPage } from './content-page.tsx';
import { HomePage, type StaffPageName } from './home-page.tsx';
import { NumbersPage } from './numbers-page.tsx';
import { ReviewPage } from './review-page.tsx';
import { SelfTestPage } from './self-test-page.tsx';
import { SettingsPage } from './settings-page.tsx';
import { toLanguage } from './staff-language.ts';
import { StaffDoor } from './staff-door.tsx';
import { TourPage } from './tour-page.tsx';
import { useStaffIdle } from './use-staff-idle.ts';
import './staff-words.ts';

export interface StaffRoomProps {
  exhibition: Exhibition;
  onLeave(): void;
  /** Shows the loaded edition as a visitor would see it; rejects where it cannot be had. */
  onPreview(language: Language): Promise<void>;
}

export function StaffRoom({ exhibition, onLeave, onPreview }: StaffRoomProps) {
  const { t, i18n } = useTranslation('staff');
  const [before] = useState(i18n.language);
  const [desk, setDesk] = useState<StaffDesk>();
  // What was being filled in waits behind the PIN when a session ends.
  const [isShut, setShut] = useState(false);
  const leave = () => {
    void desk?.send('leave', {});
    void i18n.changeLanguage(before);
    onLeave();
  };
  useStaffIdle(leave);
  return (
    <div className="room staff" lang={i18n.language} data-screen="staff">
      <header className="staff-head">
        <strong>{t('title')}</strong>
        <nav aria-label={t('languages')}>
          {languages.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-pressed={language === i18n.language}
              onClick={() => void i18n.changeLanguage(language)}
            >
              {t(`languageName.${language}`, { ns: 'screen' })}
            </button>
          ))}
        </nav>
        <button type="button" className="button" onClick={leave}>
          {t('leave')}
        </button>
      </header>
      <main className="staff-main">
        {(!desk || isShut) && (
          <StaffDoor
            isReturn={isShut}
            onEnter={(session) => {
              setDesk(openDesk(session));
              setShut(false);
            }}
          />
        )}
        {desk && (
          <div className="staff-pages" hidden={isShut}>
            <Pages
              desk={desk}
              exhibition={exhibition}
              onShut={() => setShut(true)}
              onPreview={() => onPreview(toLanguage(i18n.language))}
            />
          </div>
        )}
      </main>
    </div>
  );
}

function Pages({
  desk,
  exhibition,
  onShut,
  onPreview,
}: {
  desk: StaffDesk;
  exhibition: Exhibition;
  /** The session is over. */
  onShut(): void;
  onPreview(): Promise<void>;
}) {
  const [page, setPage] = useState<StaffPageName>();
  const props = { desk, onShut, onBack: () => setPage(undefined) };
  switch (page) {
    case undefined:
      return <HomePage desk={desk} onPage={setPage} onShut={onShut} />;
    case 'selfTest':
      return <SelfTestPage {...props} exhibition={exhibition} />;
    case 'tour':
      return <TourPage {...props} />;
    case 'content':
      return <ContentPage {...props} onPreview={onPreview} />;
    case 'review':
      return <ReviewPage {...props} />;
    case 'numbers':
      return <NumbersPage {...props} />;
    case 'settings':
      return <SettingsPage {...props} />;
  }
}
