// The accounts, and the links that nobody has used yet.
import type { HubRole, People } from '../../../model/hub-access.ts';
import { useMe } from '../app/me-context.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Nothing } from '../parts/live-part.tsx';
import { Register } from '../parts/register.tsx';
import { RoleChoice } from './role-choice.tsx';

type Account = People['people'][number];
type AccountsProps = {
  people: readonly Account[];
  isBusy: boolean;
  onChange(accountId: string, change: { role: HubRole } | { state: 'active' | 'closed' }): void;
  onNewPassword(account: Account): void;
};

export function Accounts({ people, isBusy, onChange, onNewPassword }: AccountsProps) {
  const { t } = useWords();
  const format = useFormat();
  const me = useMe();
  return (
    <Register
      caption={t('people.list')}
      rows={people}
      keyOf={({ accountId }) => accountId}
      columns={[
        {
          key: 'name',
          head: t('people.name'),
          isHead: true,
          cell: ({ name, accountId }) => (
            <>
              {name} {accountId === me.accountId && <span className="small">{t('people.you')}</span>}
            </>
          ),
        },
        { key: 'login', head: t('people.login'), cell: ({ login }) => login },
        {
          key: 'role',
          head: t('people.role'),
          cell: ({ accountId, role, name }) => (
            <RoleChoice
              label={`${t('people.role')} ${name}`}
              isLabelHidden
              value={role}
              isBusy={isBusy}
              onChoose={(next) => onChange(accountId, { role: next })}
            />
          ),
        },
        {
          key: 'seen',
          head: t('people.seen'),
          cell: ({ lastSeenMs }) => (lastSeenMs === null ? t('people.never') : format.moment(lastSeenMs)),
        },
        { key: 'state', head: t('people.state'), cell: ({ state }) => t(`people.${state}`) },
        {
          key: 'act',
          head: <span className="for-readers">{t('people.close')}</span>,
          cell: (account) => (
            <div className="acts">
              {account.state === 'closed' ? (
                <button
                  type="button"
                  className="button"
                  disabled={isBusy}
                  onClick={() => onChange(account.accountId, { state: 'active' })}
                >
                  {t('people.reopen')}
                </button>
              ) : (
                <>
                  <button
                    type="button"
                    className="button"
                    disabled={isBusy}
                    onClick={() => onNewPassword(account)}
                  >
                    {t('people.newPassword')}
                  </button>
                  <Confirm
                    word={t('people.close')}
                    why={t('people.closeWhy', { name: account.name })}
                    yes={t('people.closeYes')}
                    isBusy={isBusy}
                    onYes={() => onChange(account.accountId, { state: 'closed' })}
                  />
                </>
              )}
            </div>
          ),
        },
      ]}
    />
  );
}

type InvitationsProps = {
  invitations: People['invitations'];
  isBusy: boolean;
  onWithdraw(linkId: string): void;
};

export function Invitations({ invitations, isBusy, onWithdraw }: InvitationsProps) {
  const { t } = useWords();
  const format = useFormat();
  if (invitations.length === 0) return <Nothing>{t('people.noInvitations')}</Nothing>;
  return (
    <Register
      caption={t('people.invitations')}
      rows={invitations}
      keyOf={({ linkId }) => linkId}
      columns={[
        { key: 'name', head: t('people.name'), isHead: true, cell: ({ name }) => name },
        {
          key: 'what',
          head: t('people.role'),
          cell: ({ kind, role }) => `${t(`people.kind.${kind}`)} · ${t(`role.${role}`)}`,
        },
        { key: 'by', head: t('people.madeBy'), cell: ({ madeBy }) => madeBy },
        { key: 'until', head: t('people.until'), cell: ({ expiresMs }) => format.moment(expiresMs) },
        {
          key: 'act',
          head: <span className="for-readers">{t('people.withdraw')}</span>,
          cell: ({ linkId }) => (
            <button type="button" className="button" disabled={isBusy} onClick={() => onWithdraw(linkId)}>
              {t('people.withdraw')}
            </button>
          ),
        },
      ]}
    />
  );
}
