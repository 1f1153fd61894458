// A few slips that hang beside the bell and in the side hall, swaying: only to be seen in passing.
// What is touched lies under them, and the screen reader finds them on the wall itself.
import type { Exhibition } from '../../../model/exhibition.ts';
import { PaperSlip } from '../../parts/paper-slip.tsx';
import type { Slip } from '../../parts/slip.ts';
import './hanging-slips.css';

/** Beside the bell there is room for one on either side. */
const mostSlips = { bell: 2, hall: 3 };

/** Beside the bell it covers the screen and lets every touch through. Nothing where there is no slip. */
export function HangingSlips({
  slips,
  exhibition,
  place,
}: {
  slips: readonly Slip[];
  exhibition: Exhibition;
  place: 'bell' | 'hall';
}) {
  if (slips.length === 0) return null;
  return (
    <div className="hanging-slips" data-place={place} aria-hidden="true" lang={exhibition.language}>
      {slips.slice(0, mostSlips[place]).map((slip) => (
        <div className="hanging-slip" key={slip.id}>
          <PaperSlip slip={slip} />
        </div>
      ))}
    </div>
  );
}
