// Choosing a file of one's own. The same file may be chosen twice: it may have been mended meanwhile.
import { useId } from 'react';

type FileChoiceProps = {
  label: string;
  /** What the browser offers first, such as `.zip`. */
  accept: string;
  isBusy?: boolean;
  onFile(file: File): void;
};

export function FileChoice({ label, accept, isBusy = false, onFile }: FileChoiceProps) {
  const id = useId();
  return (
    <div className="field file-choice">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={isBusy}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
