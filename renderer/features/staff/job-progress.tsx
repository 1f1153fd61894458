// How far the job is, and what came of it: a bar while it runs, then a sentence and every finding.
import { useTranslation } from 'react-i18next';
import type { Job, JobFinding, JobOutcome } from '../../../model/staff-jobs.ts';
import { courierFolder } from '../../../model/sync-batch.ts';
import { titleIn } from './title-in.ts';
import type { JobView } from './use-job.ts';
import './job-progress.css';

/** Codes of the stick and the system that have a sentence of their own. */
const troubles = ['ENOSPC', 'EROFS', 'EACCES', 'EIO', 'gone', 'log-unavailable', 'not-here'] as const;

export function JobProgress({ view: { job, isRunning, stop } }: { view: JobView }) {
  const { t } = useTranslation('staff');
  if (!job) return null;
  if (isRunning) {
    return (
      <section className="job" role="status">
        <p>
          {t(`job.doing.${job.do}`)} {job.what}
        </p>
        <progress {...(job.total > 0 && { value: job.done, max: job.total })} />
        <button type="button" className="button" onClick={stop}>
          {t('job.stop')}
        </button>
      </section>
    );
  }
  return job.outcome && <Outcome job={job} outcome={job.outcome} />;
}

function Outcome({ job, outcome }: { job: Job; outcome: JobOutcome }) {
  const { t, i18n } = useTranslation('staff');
  const say = (sentence: string, findings: JobFinding[] = []) => (
    <section className="job" data-outcome={outcome.kind} role="status">
      <p className="staff-say">{sentence}</p>
      <ul className="findings">
        {findings.map(({ severity, place, zh, en }, index) => (
          <li key={index} data-severity={severity}>
            <b>{place}</b> {i18n.language === 'en' ? en : zh}
          </li>
        ))}
      </ul>
    </section>
  );
  switch (outcome.kind) {
    case 'checked': {
      const errors = outcome.findings.filter(({ severity }) => severity === 'error').length;
      const sentence = errors > 0 ? t('job.checkedErrors', { count: errors }) : t('job.checkedClean');
      return say(sentence, outcome.findings);
    }
    case 'loaded':
      return say(
        t(outcome.isUnsigned ? 'job.loadedUnsigned' : 'job.loaded', {
          title: titleIn(i18n.language, outcome),
        }),
      );
    case 'refused':
      return say(t(job.do === 'update' ? 'job.notUpdated' : 'job.refused'), outcome.findings);
    case 'updated':
      return say(t('job.updated', { version: outcome.version }));
    case 'written':
      return say(t('job.written', { count: outcome.files.length, folder: sayPlace(outcome.folder) }));
    case 'carried':
      return say(t('job.carried', { count: outcome.events }));
    case 'nothing-new':
      return say(t('job.nothingNew'));
    case 'taken':
      return say(
        t(
          outcome.refused > 0
            ? 'job.takenSome'
            : outcome.acknowledgements > 0
              ? 'job.taken'
              : 'job.takenNone',
          {
            count: outcome.acknowledgements,
          },
        ),
      );
    case 'stopped':
      return say(t('job.stopped'));
    case 'failed': {
      const sentence = i18n.language === 'en' ? outcome.en : outcome.zh;
      const known = troubles.find((code) => code === outcome.code);
      if (sentence !== undefined) return say(sentence);
      return say(
        known
          ? t(`job.trouble.${known}`)
          : t('job.fault', { code: outcome.code, what: t(`job.doing.${job.do}`) }),
      );
    }
  }
}

/** From the stick on: where the system hangs a stick in is no help to whoever holds it. */
function sayPlace(folder: string): string {
  const parts = folder.split(/[/\\]/);
  return parts.slice(Math.max(0, parts.lastIndexOf(courierFolder) - 1)).join('/');
}
