// What a page of rows is made of: what it is not cut by, the rows or the word that there are none, and the
// way to the hundred before.
import type { ReactNode } from 'react';
import type { FilterName } from '../../../model/hub-views.ts';
import { NotCutBy } from '../filters/not-cut-by.tsx';
import type { Live } from '../hub-api/use-live.ts';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { RowsPages } from './rows-pages.tsx';

type RowsListProps<Row> = {
  of: Live<{ rows: Row[]; next: string | null; notCutBy: FilterName[] }>;
  path: string;
  asked: Readonly<Record<string, string>>;
  /** Said where there are no rows. */
  none: string;
  children(rows: readonly Row[]): ReactNode;
};

export function RowsList<Row>({ of, path, asked, none, children }: RowsListProps<Row>) {
  return (
    <LivePart of={of} lines={20}>
      {({ rows, next, notCutBy }) => (
        <>
          <NotCutBy names={notCutBy} />
          {rows.length === 0 ? <Nothing>{none}</Nothing> : children(rows)}
          <RowsPages path={path} asked={asked} next={next} />
        </>
      )}
    </LivePart>
  );
}
