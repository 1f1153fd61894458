// What stands in the audit log by its codes, as people say it. What this page has no word for is shown as
// it is: the log may be of a newer hub.
import { auditActs, hubRoles, openidRefusals, type AuditPage } from '../../../model/hub-access.ts';
import { exportedKinds } from '../../../model/hub-desk.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';

type Entry = AuditPage['entries'][number];

const details = [
  'role',
  'state',
  'before',
  'kind',
  'kiosks',
  'edition',
  'bytes',
  'label',
  'batches',
  'events',
  'refused',
  'words',
  'signatures',
  'parked',
  'codes',
  'format',
  'language',
  'from',
  'to',
  'stop',
  'entry',
  'kiosk',
  'visitorLanguage',
  'audience',
  'stops',
  'provider',
  'why',
] as const;
const accountStates = ['active', 'closed'] as const;
const linkKinds = ['invitation', 'new-password'] as const;

export function useAuditWords() {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();

  function sayValue(name: string, value: string | number): string {
    if (name === 'bytes') return format.bytes(Number(value));
    if (typeof value === 'number') return format.number(value);
    if (name === 'kiosks') return t('editions.everyKiosk');
    if (name === 'language' || name === 'visitorLanguage') return names.language(value);
    if (name === 'entry') return names.entry(value);
    if (name === 'audience') return names.audience(value);
    if (name === 'provider') return value;
    const why = openidRefusals.find((one) => one === value);
    if (why) return t(`audit.why.${why}`);
    const role = hubRoles.find((one) => one === value);
    if (role) return t(`role.${role}`);
    const state = accountStates.find((one) => one === value);
    if (state) return t(`people.${state}`);
    const link = linkKinds.find((one) => one === value);
    if (link) return t(`people.kind.${link}`);
    return value === 'first' ? t('audit.first') : names.reviewState(value);
  }

  return {
    who: ({ who }: Entry) => (who === 'hub' ? t('audit.hubItself') : who),
    act(act: string): string {
      const known = auditActs.find((one) => one === act);
      return known ? t(`audit.act.${known}`) : act;
    },
    about({ act, about }: Entry): string {
      if (act === 'link-made' && about === 'first') return t('audit.first');
      if (act === 'itinerary-changed') return t('page.plan');
      const kind = act === 'figures-exported' ? exportedKinds.find((one) => one === about) : undefined;
      return kind ? t(`exports.kind.${kind}`) : about;
    },
    details: ({ details: told }: Entry): string =>
      Object.entries(told)
        .map(([name, value]) => {
          const known = details.find((one) => one === name);
          return t('audit.pair', {
            name: known ? t(`audit.detail.${known}`) : name,
            value: sayValue(name, value),
          });
        })
        .join(' · '),
  };
}
