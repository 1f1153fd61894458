// One of a few, each a button of its own.
import { StaffEntry } from './staff-entry.tsx';

export function Choice<Option extends string>({
  label,
  options,
  name,
  onChoose,
  onCancel,
}: {
  label: string;
  options: readonly Option[];
  name(option: Option): string;
  onChoose(option: Option): void;
  onCancel(): void;
}) {
  return (
    <StaffEntry label={label} onCancel={onCancel}>
      <ul className="staff-choices">
        {options.map((option) => (
          <li key={option}>
            <button type="button" className="button" onClick={() => onChoose(option)}>
              {name(option)}
            </button>
          </li>
        ))}
      </ul>
    </StaffEntry>
  );
}
