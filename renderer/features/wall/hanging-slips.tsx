// A few slips that hang in the gallery and beside the bell, swaying: only to be seen in passing.
// What is touched lies under them, and the screen reader finds them on the wall itself.
import type { Exhibition } from '../../../model/exhibition.ts';
import { PaperSlip } from '../../parts/paper-slip.tsx';
import type { Slip } from '../../parts/slip.ts';
import './hanging-slips.css';

const mostSlips = 5;

/** A sibling of the screen it hangs before, inside `.screen`. Nothing where there is no slip. */
export function HangingSlips({ slips, exhibition }: { slips: readonly Slip[]; exhibition: Exhibition }) {
  if (slips.length === 0) return null;
  return (
    <div className="hanging-slips" aria-hidden="true" lang={exhibition.language}>
      {slips.slice(0, mostSlips).map((slip) => (
        <div className="hanging-slip" key={slip.id}>
          <PaperSlip slip={slip} />
        </div>
      ))}
    </div>
  );
}
