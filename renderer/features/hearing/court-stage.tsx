// The court room as cut paper, nearly dark; the place of whoever speaks is lit from behind.
// Faces are never drawn. One light at a time is in the page, so that a step costs two pictures.
import type { Speaker } from '../../../model/chapter-source.ts';
import court from '../../art/court.svg';
import clerk from '../../art/court-clerk.svg';
import defendant from '../../art/court-defendant.svg';
import defender from '../../art/court-defender.svg';
import gallery from '../../art/court-gallery.svg';
import judge from '../../art/court-judge.svg';
import prosecutor from '../../art/court-prosecutor.svg';
import witness from '../../art/court-witness.svg';

/** Where somebody speaks, or, before and after, where the visitor sits. */
type Place = Speaker | 'gallery';
const lights: Record<Place, string> = {
  clerk,
  judge,
  prosecutor,
  defender,
  defendant,
  witness,
  gallery,
};

export function CourtStage({ lit, label }: { lit: Place; label: string }) {
  return (
    <div className="court" role="img" aria-label={label}>
      <img src={court} alt="" draggable={false} />
      <img key={lit} className="court-light" src={lights[lit]} alt="" draggable={false} />
    </div>
  );
}
