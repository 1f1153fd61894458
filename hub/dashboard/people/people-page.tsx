// People: who may use the hub and do what, invitations, closed accounts, links for a new password.
import { useState, type FormEvent } from 'react';
import { z } from 'zod';
import { hubRoles, madeLinkSchema, peopleSchema, type HubRole } from '../../../model/hub-access.ts';
import { Field } from '../entrance/field.tsx';
import { useChange, type Change } from '../hub-api/use-change.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { LivePart } from '../parts/live-part.tsx';
import { Once } from '../parts/once.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';
import { Accounts, Invitations } from './people-tables.tsx';
import { RoleChoice } from './role-choice.tsx';

type Link = { name: string; address: string; expiresMs: number };

export function PeoplePage() {
  const { t } = useWords();
  const format = useFormat();
  const live = useLive('/api/people', peopleSchema);
  const change = useChange();
  const [link, setLink] = useState<Link>();

  /** True where the link is there to be handed on. */
  async function make(name: string, path: string, body?: object): Promise<boolean> {
    const wanted = { method: 'POST', path, answers: madeLinkSchema, ...(body && { body }) } as const;
    const made = await change.run(wanted);
    if (!made) return false;
    setLink({ name, address: new URL(made.path, window.location.href).href, expiresMs: made.expiresMs });
    return true;
  }

  return (
    <PageFrame title={t('page.people')} lead={t('people.lead')}>
      <UnansweredNote why={change.failed} />
      {link && (
        <Once
          title={t('people.link', { name: link.name })}
          text={link.address}
          note={t('people.linkOnce', { at: format.moment(link.expiresMs) })}
          done={t('people.linkDone')}
          onDone={() => setLink(undefined)}
        />
      )}
      <Section id="invite" title={t('people.invite')} note={t('people.inviteNote')}>
        <InviteForm
          change={change}
          onInvite={(name, role) => make(name, '/api/people/invitations', { name, role })}
        />
      </Section>
      <LivePart of={live}>
        {({ people, invitations }) => (
          <>
            <Section id="accounts" title={t('people.list')}>
              <Accounts
                people={people}
                isBusy={change.isBusy}
                onChange={(accountId, body) =>
                  void change.run({
                    method: 'PUT',
                    path: `/api/people/${accountId}`,
                    body,
                    answers: z.object({}),
                  })
                }
                onNewPassword={({ accountId, name }) =>
                  void make(name, `/api/people/${accountId}/new-password`)
                }
              />
            </Section>
            <Section id="invitations" title={t('people.invitations')}>
              <Invitations
                invitations={invitations}
                isBusy={change.isBusy}
                onWithdraw={(linkId) =>
                  void change.run({
                    method: 'DELETE',
                    path: `/api/people/invitations/${linkId}`,
                    answers: z.object({}),
                  })
                }
              />
            </Section>
          </>
        )}
      </LivePart>
    </PageFrame>
  );
}

type InviteFormProps = { change: Change; onInvite(name: string, role: HubRole): Promise<boolean> };

function InviteForm({ change, onInvite }: InviteFormProps) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [role, setRole] = useState<HubRole>(hubRoles[2]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && (await onInvite(name.trim(), role))) setName('');
  };
  return (
    <form className="line-form" onSubmit={(event) => void send(event)}>
      <Field label={t('people.name')} value={name} onValue={setName} maxLength={80} required />
      <RoleChoice label={t('people.role')} value={role} onChoose={setRole} isBusy={change.isBusy} />
      <button type="submit" className="button button-first" disabled={change.isBusy}>
        {t('people.make')}
      </button>
    </form>
  );
}
