// What every format writes: rows of cells under columns with stable ids.
export type Cell = string | number;
export type Row<Column extends string> = Record<Column, Cell>;

/**
 * `columns` in order. Rows are made with a cell for every one of them; that is checked where they
 * are made, and not known any more where tables of all kinds are written alike. An empty text is
 * no value.
 */
export type Table<Column extends string> = {
  columns: readonly Column[];
  rows: Iterable<Partial<Row<Column>>>;
};
