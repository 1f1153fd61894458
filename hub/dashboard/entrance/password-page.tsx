// One's own password.
import { useState, type FormEvent } from 'react';
import { z } from 'zod';
import { writeRoute } from '../app/route.ts';
import { useChange } from '../hub-api/use-change.ts';
import { useWords } from '../i18n/i18n.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';
import { Entrance } from './entrance.tsx';
import { Field } from './field.tsx';
import { findPasswordFault } from './new-password.ts';
import { PasswordFields } from './password-fields.tsx';

export function PasswordPage({ login }: { login: string }) {
  const { t } = useWords();
  const change = useChange();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [isTried, setTried] = useState(false);
  const [isDone, setDone] = useState(false);
  const fault = findPasswordFault(password, again);

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (fault) return;
    const body = { current, next: password };
    const wanted = { method: 'POST', path: '/api/password', body, answers: z.object({}) } as const;
    if ((await change.run(wanted)) !== undefined) setDone(true);
  }

  return (
    <Entrance>
      <PageFrame title={t('account.changePassword')} lead={t('password.lead')}>
        {isDone ? (
          <p className="note" role="status">
            {t('password.done')}
          </p>
        ) : (
          <form onSubmit={(event) => void send(event)} noValidate>
            {/* For the browser's own book of passwords. */}
            <input
              className="for-readers"
              value={login}
              readOnly
              autoComplete="username"
              tabIndex={-1}
              aria-hidden="true"
            />
            <Field
              label={t('password.current')}
              type="password"
              value={current}
              onValue={setCurrent}
              autoComplete="current-password"
            />
            <PasswordFields
              {...{ password, again, setPassword, setAgain }}
              wrong={isTried && fault ? t(`newPassword.${fault}`) : undefined}
            />
            <UnansweredNote why={change.failed} />
            <button type="submit" className="button button-first" disabled={change.isBusy}>
              {t('password.change')}
            </button>
          </form>
        )}
        <p>
          <a href={writeRoute({ path: '/', query: {} })}>{t('password.back')}</a>
        </p>
      </PageFrame>
    </Entrance>
  );
}
