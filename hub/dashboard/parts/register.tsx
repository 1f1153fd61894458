// A table of the register: a caption, heads with their scope, numbers to the right. Wider than the page it
// scrolls by itself, also with the keyboard.
import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell(row: Row): ReactNode;
  /** Set to the right, in figures of one width. */
  isNumber?: boolean;
  /** What names the row. */
  isHead?: boolean;
};

type RegisterProps<Row> = {
  caption: string;
  /** Where the caption stands above it as a heading already. */
  isCaptionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  foot?: ReactNode;
};

export function Register<Row>({
  caption,
  isCaptionHidden = true,
  columns,
  rows,
  keyOf,
  foot,
}: RegisterProps<Row>) {
  return (
    <div className="register-scroll" role="group" aria-label={caption} tabIndex={0}>
      <table className="register">
        <caption className={isCaptionHidden ? 'for-readers' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, head, isNumber }) => (
              <th key={key} scope="col" className={isNumber ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, cell, isNumber, isHead }) =>
                isHead ? (
                  <th key={key} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} className={isNumber ? 'number' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot}
      </table>
    </div>
  );
}
