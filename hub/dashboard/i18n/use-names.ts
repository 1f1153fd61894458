// What the hub calls by an id, as people say it. An id that this page has no word for is shown as it is.
import { aspectIds, audiences } from '../../../model/aspects.ts';
import { languages } from '../../../model/language.ts';
import { reviewStates } from '../../../model/reflection.ts';
import { activityKinds } from '../../../model/staff-events.ts';
import { reflectionConsents, screenActs, visitKinds } from '../../../model/hub-views.ts';
import { useWords } from './i18n.ts';

const forms = ['text', 'ink', 'ciphertext'] as const;
const pledges = ['officials', 'families'] as const;

function among<Id extends string>(ids: readonly Id[], id: string): Id | undefined {
  return ids.find((one) => one === id);
}

export function useNames() {
  const { t } = useWords();
  return {
    entry(id: string): string {
      const known = among(audiences, id);
      return known ? t(`entry.${known}`) : id === '' ? t('names.noEntry') : id;
    },
    audience(id: string): string {
      const known = among(audiences, id);
      return known ? t(`audience.${known}`) : id === '' ? t('names.noAudience') : id;
    },
    language(id: string): string {
      const known = among(languages, id);
      return known ? t(`languageName.${known}`) : id === '' ? t('names.noLanguage') : id;
    },
    aspect(id: string): string {
      const known = among(aspectIds, id);
      return known ? t(`aspect.${known}`) : id;
    },
    activity(id: string): string {
      const known = among(activityKinds, id);
      return known ? t(`activity.${known}`) : id;
    },
    /** What there is of an activity at the screen itself. */
    atScreen(id: string): string {
      const known = among(screenActs, id);
      return known ? t(`atScreen.${known}`) : id === 'panels' ? t('activity.panels') : id;
    },
    visitKind(id: string): string {
      const known = among(visitKinds, id);
      return known ? t(`visitKind.${known}`) : id;
    },
    reviewState(id: string): string {
      const known = among(reviewStates, id);
      return known ? t(`reviewState.${known}`) : id;
    },
    consent(id: string): string {
      const known = among(reflectionConsents, id);
      return known ? t(`consent.${known}`) : id;
    },
    form(id: string): string {
      const known = among(forms, id);
      return known ? t(`form.${known}`) : id;
    },
    pledge(id: string): string {
      const known = among(pledges, id);
      return known ? t(`pledge.${known}`) : id;
    },
    stop({ stop, stopName }: { stop: string; stopName: string }): string {
      return stopName === '' ? (stop === '' ? t('names.noStop') : stop) : stopName;
    },
  };
}
