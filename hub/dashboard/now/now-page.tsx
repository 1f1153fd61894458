// Now: every kiosk by what it last told of itself. Those that somebody has to see to stand first.
import { nowViewSchema, type NowView } from '../../../model/hub-views.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { LivePart, Nothing } from '../parts/live-part.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { RowsLink } from '../parts/rows-link.tsx';
import { byUrgency, findStanding } from './kiosk-standing.ts';
import { KioskLights } from './kiosk-lights.tsx';
import './now.css';

type Kiosk = NowView['kiosks'][number];

export function NowPage() {
  const { t } = useWords();
  const live = useLive('/api/views/now', nowViewSchema);
  return (
    <PageFrame title={t('page.now')} lead={t('now.lead')}>
      <LivePart of={live}>
        {({ kiosks, nowMs }) =>
          kiosks.length === 0 ? (
            <Nothing>{t('now.none')}</Nothing>
          ) : (
            <>
              <NowSummary kiosks={kiosks} nowMs={nowMs} />
              <ul className="kiosks">
                {kiosks.toSorted(byUrgency(nowMs)).map((kiosk) => (
                  <li key={kiosk.kioskId}>
                    <KioskEntry kiosk={kiosk} nowMs={nowMs} />
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </LivePart>
    </PageFrame>
  );
}

function NowSummary({ kiosks, nowMs }: { kiosks: readonly Kiosk[]; nowMs: number }) {
  const { t } = useWords();
  const format = useFormat();
  const active = kiosks.filter(({ state }) => state === 'active');
  const heard = active.filter((kiosk) => nowMs - (kiosk.lastHeardMs ?? 0) < 3_600_000).length;
  const urgent = kiosks.filter((kiosk) => findStanding(kiosk, nowMs) === 'urgent').length;
  const unsent = active.reduce((sum, kiosk) => sum + (kiosk.unsent ?? 0), 0);
  const figures = [
    ['active', active.length],
    ['heard', heard],
    ['urgent', urgent],
    ['unsent', unsent],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([name, value]) => (
        <div key={name} className={name === 'urgent' && value > 0 ? 'figure is-urgent' : 'figure'}>
          <dt>{t(`now.figure.${name}`)}</dt>
          <dd>{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function KioskEntry({ kiosk, nowMs }: { kiosk: Kiosk; nowMs: number }) {
  const { t } = useWords();
  const format = useFormat();
  const names = useNames();
  const standing = findStanding(kiosk, nowMs);
  const unknown = t('now.notTold');
  const facts = [
    ['where', kiosk.stop === '' ? t('now.nowhere') : `${names.stop(kiosk)} · ${names.entry(kiosk.entry)}`],
    ['edition', kiosk.edition === '' ? unknown : kiosk.edition],
    ['unsent', kiosk.unsent === null ? unknown : format.number(kiosk.unsent)],
    ['disk', kiosk.freeBytes === null ? unknown : format.bytes(kiosk.freeBytes)],
    ['program', kiosk.version === '' ? unknown : kiosk.version],
  ] as const;
  return (
    <article className={`kiosk is-${standing}`} aria-labelledby={kiosk.kioskId}>
      <header>
        <h2 id={kiosk.kioskId}>
          <RowsLink query={{ kiosk: kiosk.kioskId }}>{kiosk.name}</RowsLink>
        </h2>
        <p className="kiosk-heard">
          <span className="kiosk-mark" aria-hidden="true" />
          {t(`now.standing.${standing}`)}
          {' · '}
          {kiosk.lastHeardMs === null ? (
            t('now.neverHeard')
          ) : (
            <time
              dateTime={new Date(kiosk.lastHeardMs).toISOString()}
              title={format.moment(kiosk.lastHeardMs)}
            >
              {t('now.heard', { ago: format.ago(kiosk.lastHeardMs, nowMs) })}
            </time>
          )}
        </p>
      </header>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`now.fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <KioskLights kiosk={kiosk} />
    </article>
  );
}
