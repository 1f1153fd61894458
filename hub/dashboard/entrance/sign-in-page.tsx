// Signing in. The address stays what it was: whoever was signed out goes on where they were.
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { openidBegunSchema, signedInSchema, type HubSession } from '../../../model/hub-access.ts';
import type { Unanswered } from '../hub-api/ask-hub.ts';
import { forgetAnswers } from '../hub-api/query-client.ts';
import { useChange } from '../hub-api/use-change.ts';
import { useWords } from '../i18n/i18n.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';
import { Entrance } from './entrance.tsx';
import { Field } from './field.tsx';
import { leaveFor } from './way-back.ts';

type SignInPageProps = {
  session: HubSession;
  /** The code of why one came back from the organisation's service without being let in. */
  refusal: string | undefined;
  forgetRefusal(): void;
};

export function SignInPage({ session, refusal, forgetRefusal }: SignInPageProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const change = useChange();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [refused, setRefused] = useState<{ kind: 'wrong' | 'wait'; waitSeconds: number }>();

  async function signIn(event: FormEvent): Promise<void> {
    event.preventDefault();
    setRefused(undefined);
    forgetRefusal();
    const body = { login, password };
    const wanted = { method: 'POST', path: '/api/session', body, answers: signedInSchema } as const;
    const outcome = await change.run(wanted);
    if (outcome?.kind === 'signed-in') await forgetAnswers(client);
    else if (outcome) {
      setRefused(outcome);
      setPassword('');
    }
  }

  async function signInElsewhere(): Promise<void> {
    setRefused(undefined);
    forgetRefusal();
    const wanted = { method: 'POST', path: '/api/openid/begin', answers: openidBegunSchema } as const;
    const begun = await change.run(wanted);
    if (begun) leaveFor(begun.address, window);
  }

  return (
    <Entrance hubName={session.hubName}>
      <PageFrame title={t('signIn.title')}>
        {session.awaitsFirst && <p className="note">{t('signIn.awaitsFirst')}</p>}
        <form onSubmit={(event) => void signIn(event)}>
          <Field
            label={t('signIn.login')}
            value={login}
            onValue={setLogin}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <Field
            label={t('signIn.password')}
            type="password"
            value={password}
            onValue={setPassword}
            autoComplete="current-password"
            required
          />
          {refused && (
            <p className="note note-failed" role="alert">
              {t(`signIn.${refused.kind}`)}{' '}
              {refused.waitSeconds > 0 && t('unanswered.wait', { count: refused.waitSeconds })}
            </p>
          )}
          <UnansweredNote why={change.failed ?? refusalOf(refusal)} />
          <button type="submit" className="button button-first" disabled={change.isBusy}>
            {t('signIn.go')}
          </button>
        </form>
        {session.hasOpenid && (
          <button
            type="button"
            className="button button-elsewhere"
            disabled={change.isBusy}
            onClick={() => void signInElsewhere()}
          >
            {t('signIn.byOrganisation')}
          </button>
        )}
      </PageFrame>
    </Entrance>
  );
}

function refusalOf(code: string | undefined): Unanswered | undefined {
  return code === undefined ? undefined : { kind: 'refused', code, findings: [], waitSeconds: undefined };
}
