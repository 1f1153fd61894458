// The whole screen: the exhibition for visitors; behind it the staff's room; and, while staff look at
// an edition before they show it, that edition as a visitor would walk it, of which nothing is kept.
import { useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition } from '../../model/exhibition.ts';
import type { Language } from '../../model/language.ts';
import { App, type AppDeps } from './app.tsx';
import type { StaffRoomProps } from '../features/staff/staff-room.tsx';
import './kiosk.css';

export type KioskScreenDeps = AppDeps & {
  /** The edition that is loaded and not shown yet; rejects where there is none. */
  loadPreview(language: Language): Promise<Exhibition>;
};

export function KioskScreen({ first, deps }: { first: Exhibition; deps: KioskScreenDeps }) {
  const [staff, setStaff] = useState<{ Room: ComponentType<StaffRoomProps>; exhibition: Exhibition }>();
  const [preview, setPreview] = useState<{ exhibition: Exhibition; deps: AppDeps }>();
  /** Fetched when staff hold the corner, and by no visitor. */
  const openStaffRoom = async (exhibition: Exhibition) => {
    try {
      const { StaffRoom } = await import('../features/staff/staff-room.tsx');
      setStaff({ Room: StaffRoom, exhibition });
    } catch (error) {
      // The kiosk is away, perhaps starting: the exhibition stays, and staff may hold the corner again.
      console.info('the staff’s room cannot be fetched', error);
    }
  };
  if (!staff)
    return <App first={first} deps={deps} onStaff={(exhibition) => void openStaffRoom(exhibition)} />;
  const leave = () => {
    setPreview(undefined);
    setStaff(undefined);
  };
  const beginPreview = async (language: Language) => {
    setPreview({ exhibition: await deps.loadPreview(language), deps: withoutTrace(deps) });
  };
  return (
    <>
      <div className="kiosk-staff" hidden={preview !== undefined}>
        <staff.Room exhibition={staff.exhibition} onLeave={leave} onPreview={beginPreview} />
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
