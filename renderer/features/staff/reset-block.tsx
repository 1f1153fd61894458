// As on the first day. What the kiosk holds is moved aside, not deleted, and the log first of all.
import { useTranslation } from 'react-i18next';
import { Confirm } from './confirm.tsx';
import type { Asking } from './use-asking.ts';

export function ResetBlock({ asking }: { asking: Asking }) {
  const { t } = useTranslation('staff');
  const reset = async () => {
    const answer = await asking.settle(asking.desk.send<{ restartsItself: boolean }>('reset', {}));
    if (answer) asking.say(t(answer.restartsItself ? 'reset.restarts' : 'reset.startAgain'));
  };
  return (
    <>
      <p className="note">{t('reset.hint')}</p>
      <Confirm text={t('reset.do')} what={t('reset.what')} onConfirmed={() => reset()} />
    </>
  );
}
