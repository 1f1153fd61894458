// One pack: what it is, to whom it was released, and releasing it to every kiosk or to some.
import { useState } from 'react';
import type { Editions } from '../../../model/hub-desk.ts';
import { nowViewSchema } from '../../../model/hub-views.ts';
import { useLive } from '../hub-api/use-live.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { LivePart } from '../parts/live-part.tsx';
import { Confirm } from '../parts/confirm.tsx';

type Pack = Editions['packs'][number];
type PackEntryProps = {
  pack: Pack;
  isBusy: boolean;
  /** Undefined for who may not. */
  onRelease: ((to: 'all' | string[]) => void) | undefined;
};

export function PackEntry({ pack, isBusy, onRelease }: PackEntryProps) {
  const { t } = useWords();
  const format = useFormat();
  const { title, edition, sha256, sizeBytes, uploadedMs, uploadedBy, releases } = pack;
  const [newest] = releases;
  const isForAll = releases.some(({ kioskId }) => kioskId === null);
  const some = new Set(releases.map(({ kioskId }) => kioskId)).size;
  return (
    <article className="pack" aria-labelledby={`pack-${sha256}`}>
      <h3 id={`pack-${sha256}`}>{title}</h3>
      <p className="small">
        {edition} · {format.bytes(sizeBytes)} · {t('editions.uploaded')}{' '}
        {t('editions.recentNote', { by: uploadedBy, at: format.moment(uploadedMs) })}
      </p>
      <p>
        {newest === undefined ? (
          t('editions.notReleased')
        ) : (
          <>
            {t('editions.released')}{' '}
            <strong>
              {isForAll
                ? t('editions.everyKiosk')
                : t('editions.someKiosks', { number: format.number(some) })}
            </strong>{' '}
            <span className="small">
              {t('editions.recentNote', { by: newest.releasedBy, at: format.moment(newest.releasedMs) })}
            </span>
          </>
        )}
      </p>
      {onRelease && <Release title={title} isBusy={isBusy} onRelease={onRelease} />}
    </article>
  );
}

type ReleaseProps = { title: string; isBusy: boolean; onRelease(to: 'all' | string[]): void };

function Release({ title, isBusy, onRelease }: ReleaseProps) {
  const { t } = useWords();
  const [isSome, setSome] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const live = useLive('/api/views/now', nowViewSchema);
  const name = `release-${title}`;
  return (
    <fieldset className="release">
      <legend>{t('editions.releaseTo', { title })}</legend>
      <label>
        <input type="radio" name={name} checked={!isSome} onChange={() => setSome(false)} />{' '}
        {t('editions.toAll')}
      </label>
      <label>
        <input type="radio" name={name} checked={isSome} onChange={() => setSome(true)} />{' '}
        {t('editions.toSome')}
      </label>
      {isSome && (
        <LivePart of={live} lines={2}>
          {({ kiosks }) => (
            <div className="release-kiosks">
              {kiosks
                .filter(({ state }) => state === 'active')
                .map((kiosk) => (
                  <label key={kiosk.kioskId}>
                    <input
                      type="checkbox"
                      checked={chosen.includes(kiosk.kioskId)}
                      onChange={({ target }) =>
                        setChosen(
                          target.checked
                            ? [...chosen, kiosk.kioskId]
                            : chosen.filter((kioskId) => kioskId !== kiosk.kioskId),
                        )
                      }
                    />{' '}
                    {kiosk.name}
                  </label>
                ))}
            </div>
          )}
        </LivePart>
      )}
      <Confirm
        word={t('editions.release')}
        why={t('editions.releaseWhy')}
        yes={t('editions.releaseYes')}
        isDanger={false}
        isBusy={isBusy || (isSome && chosen.length === 0)}
        onYes={() => onRelease(isSome ? [...chosen] : 'all')}
      />
    </fieldset>
  );
}
