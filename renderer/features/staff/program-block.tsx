// The program itself: a technician puts another version in from an update file on a stick, or goes back
// to the one before. Where it cannot be done from here, it says how it is done.
import { useTranslation } from 'react-i18next';
import type { ProgramState } from '../../../model/staff-api.ts';
import { Confirm } from './confirm.tsx';
import { JobProgress } from './job-progress.tsx';
import { useAsked, type Asking } from './use-asking.ts';
import { useJob, type JobView } from './use-job.ts';

const sticksEveryMs = 2_000;

export function ProgramBlock({ asking }: { asking: Asking }) {
  const { t } = useTranslation('staff');
  const [program, setProgram] = useAsked<ProgramState>(asking, 'program', sticksEveryMs);
  const view = useJob(asking);
  if (!program) return null;
  const { version, place, waiting, before, updates } = program;
  const goBack = async () => {
    const after = await asking.settle(asking.desk.send<ProgramState>('program/back', {}));
    if (!after) return;
    setProgram(after);
    asking.say(t('program.restarts'));
  };
  return (
    <section className="staff-block">
      <h2>{t('program.title', { version })}</h2>
      {waiting !== null && <p className="staff-say">{t('program.waiting', { version: waiting })}</p>}
      <p className="note">{t(`program.place.${place}`)}</p>
      {place === 'folder' && (
        <>
          <JobProgress view={view} />
          <ul className="staff-list">
            {updates.map((update) => (
              <UpdateRow key={update.path} update={update} view={view} />
            ))}
          </ul>
          {before !== null && (
            <Confirm
              text={t('program.back', { version: before })}
              what={t('program.backWhat', { version: before })}
              isDisabled={view.isRunning}
              onConfirmed={goBack}
            />
          )}
        </>
      )}
    </section>
  );
}

function UpdateRow({ update, view }: { update: ProgramState['updates'][number]; view: JobView }) {
  const { t } = useTranslation('staff');
  const { path, name, version, platform, stick, fits } = update;
  const isSame = fits === 'same';
  return (
    <li>
      <strong>{t('program.version', { version })}</strong>
      <span>
        {stick} · {name}
      </span>
      {fits === 'newer' || isSame ? (
        <Confirm
          text={t(isSame ? 'program.again' : 'program.update', { version })}
          what={t('program.updateWhat', { version })}
          isDisabled={view.isRunning}
          onConfirmed={() => view.start({ do: 'update', program: path, again: isSame })}
        />
      ) : (
        <span>{t(`program.${fits}`, { platform })}</span>
      )}
    </li>
  );
}
