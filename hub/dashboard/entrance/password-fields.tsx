import { useWords } from '../i18n/i18n.ts';
import { Field } from './field.tsx';

type PasswordFieldsProps = {
  password: string;
  again: string;
  wrong: string | undefined;
  setPassword(password: string): void;
  setAgain(password: string): void;
};

export function PasswordFields({ password, again, wrong, setPassword, setAgain }: PasswordFieldsProps) {
  const { t } = useWords();
  return (
    <>
      <Field
        label={t('newPassword.password')}
        hint={t('newPassword.hint')}
        type="password"
        value={password}
        onValue={setPassword}
        autoComplete="new-password"
        wrong={wrong}
      />
      <Field
        label={t('newPassword.again')}
        type="password"
        value={again}
        onValue={setAgain}
        autoComplete="new-password"
      />
    </>
  );
}
