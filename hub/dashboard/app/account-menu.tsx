// Who is signed in, the page's language, one's own password, and the way out.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import type { Me } from '../../../model/hub-access.ts';
import { forgetAnswers } from '../hub-api/query-client.ts';
import { useChange } from '../hub-api/use-change.ts';
import { useWords } from '../i18n/i18n.ts';
import { UnansweredNote } from '../parts/unanswered.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { writeRoute } from './route.ts';

export function AccountMenu({ me }: { me: Me }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const client = useQueryClient();
  const change = useChange();
  useEffect(() => {
    if (!isOpen) return undefined;
    const close = (event: PointerEvent) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [isOpen]);

  async function signOut(): Promise<void> {
    const wanted = { method: 'DELETE', path: '/api/session', answers: z.object({}) } as const;
    if ((await change.run(wanted)) !== undefined) await forgetAnswers(client);
  }

  return (
    <div
      ref={menu}
      className="account"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setOpen(false);
        opener.current?.focus();
      }}
    >
      <button
        ref={opener}
        type="button"
        className="account-name"
        aria-expanded={isOpen}
        aria-controls="account"
        onClick={() => setOpen(!isOpen)}
      >
        <span>{me.name}</span>
        <span className="account-role">{t(`role.${me.role}`)}</span>
      </button>
      <div id="account" className="account-menu" hidden={!isOpen}>
        <LanguageChoice />
        <a href={writeRoute({ path: '/password', query: {} })} onClick={() => setOpen(false)}>
          {t('account.changePassword')}
        </a>
        <button type="button" className="button" disabled={change.isBusy} onClick={() => void signOut()}>
          {t('account.signOut')}
        </button>
        <UnansweredNote why={change.failed} />
      </div>
    </div>
  );
}
