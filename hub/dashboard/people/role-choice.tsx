import { useId } from 'react';
import { hubRoles, type HubRole } from '../../../model/hub-access.ts';
import { useWords } from '../i18n/i18n.ts';

type RoleChoiceProps = {
  label: string;
  isLabelHidden?: boolean;
  value: HubRole;
  isBusy: boolean;
  onChoose(role: HubRole): void;
};

export function RoleChoice({ label, isLabelHidden = false, value, isBusy, onChoose }: RoleChoiceProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? 'for-readers' : undefined}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={isBusy}
        onChange={({ target }) => onChoose(hubRoles.find((role) => role === target.value) ?? value)}
      >
        {hubRoles.map((role) => (
          <option key={role} value={role}>
            {t(`role.${role}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
