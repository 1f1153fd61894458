// The 21 boards in seven bays, like folding screens: the bay you stand at is open, each other
// one is a single large target that opens it. A lamp marks what has been read.
import { useTranslation } from 'react-i18next';
import type { AspectId } from '../../../model/aspects.ts';
import type { Aspect, Exhibition, Panel } from '../../../model/exhibition.ts';
import type { Visit } from '../../app/journey.ts';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import { Arrow, Seal } from '../../parts/icons.tsx';
import { numeral } from '../../parts/numeral.ts';
import { ScrollArea } from '../../parts/scroll-area.tsx';
import { Stage } from '../../parts/stage.tsx';
import { useSwipe } from '../../parts/use-swipe.ts';
import './gallery.css';

export function GalleryScreen({
  exhibition,
  visit,
  bay,
  onBay,
  onPanel,
  onShortWalk,
  onWalk,
  onHall,
}: {
  exhibition: Exhibition;
  visit: Visit;
  bay: AspectId;
  onBay(bay: AspectId): void;
  onPanel(panel: string): void;
  onShortWalk(): void;
  onWalk(): void;
  onHall(): void;
}) {
  const { t } = useTranslation();
  // A finger drawn across the wall opens the next bay; the folded bays are the buttons for it.
  const swipe = useSwipe((step) => {
    const next = exhibition.aspects[exhibition.aspects.findIndex(({ id }) => id === bay) + step];
    if (next) onBay(next.id);
  });
  const lamps = visit.read.length;
  return (
    <ScrollArea className="gallery">
      <header className="gallery-head">
        <h1 data-read>
          <BalancedLines text={t('gallery.title')} />
        </h1>
        <p className="note">
          {lamps === 0
            ? (visit.audience && exhibition.audiences[visit.audience].opening) || t('gallery.hint_zero')
            : t('gallery.hint', { count: lamps, number: numeral(lamps, exhibition.language) })}
        </p>
        <nav className="gallery-ways">
          <button type="button" className="link" onClick={onShortWalk}>
            {t('gallery.short')} <Arrow />
          </button>
          <button type="button" className="link gallery-hall" onClick={onHall}>
            {t('gallery.hall')} <Arrow />
          </button>
          {visit.opened.length > 0 && (
            <button type="button" className="link gallery-walk" onClick={onWalk}>
              {t('gallery.walk')} <Arrow />
            </button>
          )}
        </nav>
      </header>
      <div className="gallery-bays" {...swipe}>
        {exhibition.aspects.map((aspect) =>
          aspect.id === bay ? (
            <OpenBay
              key={aspect.id}
              aspect={aspect}
              panels={panelsOf(exhibition, aspect)}
              visit={visit}
              onPanel={onPanel}
            />
          ) : (
            <FoldedBay
              key={aspect.id}
              aspect={aspect}
              panels={panelsOf(exhibition, aspect)}
              visit={visit}
              onOpen={() => onBay(aspect.id)}
            />
          ),
        )}
      </div>
    </ScrollArea>
  );
}

function OpenBay({
  aspect,
  panels,
  visit,
  onPanel,
}: {
  aspect: Aspect;
  panels: Panel[];
  visit: Visit;
  onPanel(panel: string): void;
}) {
  const { t } = useTranslation();
  return (
    <section className="bay bay-open">
      <header className="bay-name">
        <Seal text={aspect.seal} />
        <h2 data-read>{aspect.title}</h2>
      </header>
      <div className="bay-boards">
        {panels.map((panel, index) => (
          <button
            key={panel.id}
            type="button"
            className="bay-board"
            style={{ '--index': index }}
            onClick={() => onPanel(panel.id)}
          >
            <Stage picture={panel.picture} />
            <strong data-read>{panel.title}</strong>
            {visit.read.includes(panel.id) && <span className="lamp">{t('gallery.read')}</span>}
          </button>
        ))}
      </div>
    </section>
  );
}

function FoldedBay({
  aspect,
  panels,
  visit,
  onOpen,
}: {
  aspect: Aspect;
  panels: Panel[];
  visit: Visit;
  onOpen(): void;
}) {
  const { t } = useTranslation();
  return (
    <button type="button" className="bay bay-folded" onClick={onOpen}>
      <span className="only-read">{t('gallery.openBay', { aspect: aspect.title })}</span>
      <Seal text={aspect.seal} />
      <span className="bay-leaves">
        {panels.map((panel) => (
          <span
            key={panel.id}
            className={`leaf lattice-${aspect.id}`}
            data-lit={visit.read.includes(panel.id) || undefined}
          >
            <span className="leaf-title">{panel.title}</span>
            {visit.read.includes(panel.id) && <span className="lamp">{t('gallery.read')}</span>}
          </span>
        ))}
      </span>
    </button>
  );
}

function panelsOf(exhibition: Exhibition, aspect: Aspect): Panel[] {
  return aspect.panels.flatMap((id) => exhibition.panels.find((panel) => panel.id === id) ?? []);
}
