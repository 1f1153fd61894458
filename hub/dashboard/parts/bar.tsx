// A bar in a table's cell: how much of the longest. It says nothing that its row's numbers do not.
type BarProps = { value: number; most: number; /** The part of it that is set off. */ part?: number };

export function Bar({ value, most, part }: BarProps) {
  const of = (amount: number) => `${most === 0 ? 0 : (100 * amount) / most}%`;
  return (
    <svg className="bar" width="100%" height="10" aria-hidden="true">
      <rect className="bar-whole" width={of(value)} height="10" />
      {part !== undefined && <rect className="bar-part" width={of(part)} height="10" />}
    </svg>
  );
}
