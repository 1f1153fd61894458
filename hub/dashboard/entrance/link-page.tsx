// A one-time link: the first organiser's, an invitation, or one for a new password.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { acceptLinkSchema, linkSchema, signedInSchema, type AccountLink } from '../../../model/hub-access.ts';
import { replaceRoute } from '../app/use-route.ts';
import type { Unanswered } from '../hub-api/ask-hub.ts';
import { useHub } from '../hub-api/hub-context.ts';
import { forgetAnswers } from '../hub-api/query-client.ts';
import { useChange } from '../hub-api/use-change.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';
import { Entrance } from './entrance.tsx';
import { Field } from './field.tsx';
import { findPasswordFault, isLogin } from './new-password.ts';
import { PasswordFields } from './password-fields.tsx';

type Looked =
  { kind: 'looking' } | { kind: 'found'; link: AccountLink } | { kind: 'failed'; why: Unanswered };

export function LinkPage({ token }: { token: string }) {
  const { t } = useWords();
  const ask = useHub();
  const [looked, setLooked] = useState<Looked>({ kind: 'looking' });
  useEffect(() => {
    let isWanted = true;
    void ask({ method: 'POST', path: '/api/links/look', body: { token }, answers: linkSchema }).then(
      (outcome) => {
        if (!isWanted) return;
        if (outcome.kind === 'answered') setLooked({ kind: 'found', link: outcome.value });
        else if (outcome.kind !== 'unchanged') setLooked({ kind: 'failed', why: outcome });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [ask, token]);
  return (
    <Entrance>
      {looked.kind === 'looking' && <p role="status">{t('state.loading')}</p>}
      {looked.kind === 'failed' && (
        <PageFrame title={t('link.over')}>
          <UnansweredNote why={looked.why} />
          <p>
            <a href="#/">{t('link.toSignIn')}</a>
          </p>
        </PageFrame>
      )}
      {looked.kind === 'found' && <LinkForm token={token} link={looked.link} />}
    </Entrance>
  );
}

function LinkForm({ token, link }: { token: string; link: AccountLink }) {
  const { t } = useWords();
  const format = useFormat();
  const client = useQueryClient();
  const change = useChange();
  const [name, setName] = useState(link.name);
  const [login, setLogin] = useState(link.login ?? '');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [isTried, setTried] = useState(false);
  const fault = findPasswordFault(password, again);
  const wrongLogin = !isLogin(login);

  async function accept(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    const body = acceptLinkSchema.safeParse({ token, login, name, password });
    if (fault || wrongLogin || !body.success) return;
    const wanted = {
      method: 'POST',
      path: '/api/links/accept',
      body: body.data,
      answers: signedInSchema,
    } as const;
    const outcome = await change.run(wanted);
    if (outcome?.kind !== 'signed-in') return;
    await forgetAnswers(client);
    // The link is used up; nobody should come back to it.
    replaceRoute({ path: '/', query: {} });
  }

  return (
    <PageFrame
      title={t(`link.${link.kind}`)}
      lead={t(`link.lead.${link.kind}`, { role: t(`role.${link.role}`) })}
    >
      <form onSubmit={(event) => void accept(event)} noValidate>
        {link.kind !== 'new-password' && (
          <Field
            label={t('link.name')}
            hint={t('link.nameHint')}
            value={name}
            onValue={setName}
            autoComplete="name"
            maxLength={80}
            wrong={isTried && name.trim() === '' ? t('link.nameMissing') : undefined}
          />
        )}
        <Field
          label={t('signIn.login')}
          hint={t('link.loginHint')}
          value={login}
          onValue={setLogin}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={link.kind === 'new-password'}
          wrong={isTried && wrongLogin ? t('link.loginWrong') : undefined}
        />
        <PasswordFields
          {...{ password, again, setPassword, setAgain }}
          wrong={isTried && fault ? t(`newPassword.${fault}`) : undefined}
        />
        <UnansweredNote why={change.failed} />
        <button type="submit" className="button button-first" disabled={change.isBusy}>
          {t(link.kind === 'new-password' ? 'link.setPassword' : 'link.makeAccount')}
        </button>
        <p className="field-hint">{t('link.until', { at: format.moment(link.expiresMs) })}</p>
      </form>
    </PageFrame>
  );
}
