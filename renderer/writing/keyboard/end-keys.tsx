// The last keys of a keyboard, where what is written has a next line or may be done.
import { useTranslation } from 'react-i18next';
import { Key } from './key.tsx';
import type { KeyboardHandlers } from './keyboard-handlers.ts';

export function EndKeys({ onEnter, onDone }: Pick<KeyboardHandlers, 'onEnter' | 'onDone'>) {
  const { t } = useTranslation();
  return (
    <>
      {onEnter && (
        <Key kind="named" className="key-wide" onPress={onEnter}>
          {t('writing.enter')}
        </Key>
      )}
      {onDone && (
        <Key kind="done" onPress={onDone}>
          {t('writing.done')}
        </Key>
      )}
    </>
  );
}
