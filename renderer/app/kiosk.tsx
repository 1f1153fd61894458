// The whole screen: the exhibition for visitors; behind it the staff's room; and, while staff look at
// an edition before they show it, that edition as a visitor would walk it, of which nothing is kept.
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../model/exhibition.ts';
import type { Language } from '../../model/language.ts';
import { App, type AppDeps } from './app.tsx';
import './kiosk.css';

/** Fetched when staff hold the corner, and by no visitor. */
const StaffRoom = lazy(async () => ({
  default: (await import('../features/staff/staff-room.tsx')).StaffRoom,
}));

export type KioskScreenDeps = AppDeps & {
  /** The edition that is loaded and not shown yet; rejects where there is none. */
  loadPreview(language: Language): Promise<Exhibition>;
};

export function KioskScreen({ first, deps }: { first: Exhibition; deps: KioskScreenDeps }) {
  const [staffAt, setStaffAt] = useState<Exhibition>();
  const [preview, setPreview] = useState<{ exhibition: Exhibition; deps: AppDeps }>();
  if (!staffAt) return <App first={first} deps={deps} onStaff={setStaffAt} />;
  const beginPreview = async (language: Language) => {
    setPreview({ exhibition: await deps.loadPreview(language), deps: withoutTrace(deps) });
  };
  return (
    <>
      <div className="kiosk-staff" hidden={preview !== undefined}>
        <Suspense>
          <StaffRoom exhibition={staffAt} onLeave={() => setStaffAt(undefined)} onPreview={beginPreview} />
        </Suspense>
      </div>
      {preview && (
        <>
          <App first={preview.exhibition} deps={preview.deps} />
          <PreviewBar onEnd={() => setPreview(undefined)} />
        </>
      )}
    </>
  );
}

function PreviewBar({ onEnd }: { onEnd(): void }) {
  const { t } = useTranslation();
  return (
    <aside className="kiosk-preview">
      <p>{t('preview.here')}</p>
      <button type="button" className="button button-next" onClick={onEnd}>
        {t('preview.end')}
      </button>
    </aside>
  );
}

/** The same room, from which nothing reaches the log and no edition comes in between. */
function withoutTrace(deps: KioskScreenDeps): AppDeps {
  return {
    ...deps,
    log: { record: () => undefined, settled: async () => undefined, waitingCount: () => 0 },
    takingPart: { ...deps.takingPart, sendReflection: async () => 'kept' },
    loadExhibition: deps.loadPreview,
    refreshExhibition: async () => undefined,
  };
}
