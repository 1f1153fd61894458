// The numbers go home on a stick: every table and the printed report, the closing report of a stop, and
// what the organisers' hub has not had yet; its answers come back the same way.
import { useTranslation } from 'react-i18next';
import type { Sticks, Tour } from '../../../model/staff-api.ts';
import { toLanguage } from './staff-language.ts';
import type { StaffDesk } from './ask-staff.ts';
import { JobProgress } from './job-progress.tsx';
import { StaffPage } from './staff-page.tsx';
import { useAsked, useAsking } from './use-asking.ts';
import { useJob } from './use-job.ts';

const sticksEveryMs = 2_000;

export function NumbersPage({ desk, onShut, onBack }: { desk: StaffDesk; onShut(): void; onBack(): void }) {
  const { t, i18n } = useTranslation('staff');
  const asking = useAsking(desk, onShut);
  const [sticks] = useAsked<Sticks>(asking, 'sticks', sticksEveryMs);
  const [tour] = useAsked<Tour>(asking, 'tour');
  const view = useJob(asking);
  const language = toLanguage(i18n.language);
  const stop = tour?.stop;
  return (
    <StaffPage title={t('home.numbers')} said={asking.said} onBack={onBack}>
      <p className="note">{t('numbers.hint')}</p>
      <JobProgress view={view} />
      {sticks?.sticks.length === 0 && <p className="staff-say">{t('numbers.noStick')}</p>}
      {sticks?.sticks.map(({ path, label, isWritable, freeBytes }) => (
        <section key={path} className="staff-block">
          <h2>{label}</h2>
          <p className="note">
            {isWritable ? t('numbers.free', { room: sayBytes(freeBytes) }) : t('numbers.readOnly')}
          </p>
          <div className="staff-doors">
            <button
              type="button"
              className="button button-next"
              disabled={!isWritable || view.isRunning}
              onClick={() => asking.once(() => view.start({ do: 'export', stick: path, language }))}
            >
              {t('numbers.all')}
            </button>
            {stop && (
              <button
                type="button"
                className="button"
                disabled={!isWritable || view.isRunning}
                onClick={() =>
                  asking.once(() => view.start({ do: 'export', stick: path, language, stopId: stop.stop_id }))
                }
              >
                {t('numbers.closing', { name: stop.name })}
              </button>
            )}
            <button
              type="button"
              className="button"
              disabled={!isWritable || view.isRunning}
              onClick={() => asking.once(() => view.start({ do: 'carry-out', stick: path }))}
            >
              {t('numbers.carryOut')}
            </button>
            <button
              type="button"
              className="button"
              disabled={view.isRunning}
              onClick={() => asking.once(() => view.start({ do: 'take-in', stick: path }))}
            >
              {t('numbers.takeIn')}
            </button>
            <button
              type="button"
              className="button"
              disabled={!isWritable || view.isRunning}
              onClick={() => asking.once(() => view.start({ do: 'diagnostics', stick: path }))}
            >
              {t('numbers.diagnostics')}
            </button>
          </div>
        </section>
      ))}
    </StaffPage>
  );
}

const sayBytes = (bytes: number) =>
  bytes >= 1024 ** 3 ? `${(bytes / 1024 ** 3).toFixed(1)} GB` : `${Math.floor(bytes / 1024 ** 2)} MB`;
