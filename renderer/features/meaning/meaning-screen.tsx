// What the board means for each of the five audiences; the visitor's own first.
import { useTranslation } from 'react-i18next';
import { audiences, type Audience } from '../../../model/aspects.ts';
import type { Panel } from '../../../model/exhibition.ts';
import { PanelPage } from '../../parts/panel-page.tsx';
import './meaning.css';

export function MeaningScreen({
  panel,
  audience,
  onBack,
}: {
  panel: Panel;
  audience: Audience | undefined;
  onBack(): void;
}) {
  const { t } = useTranslation();
  const others = audiences.filter((other) => other !== audience);
  return (
    <PanelPage panel={panel} title={t('meaning.title')} onBack={onBack}>
      {audience && (
        <section className="meaning-own">
          <h2>{t(`audience.${audience}`)}</h2>
          <p data-read>{panel.forYou[audience]}</p>
        </section>
      )}
      <dl className="meaning-others">
        {others.map((other) => (
          <div key={other}>
            <dt>{t(`audience.${other}`)}</dt>
            <dd data-read>{panel.forYou[other]}</dd>
          </div>
        ))}
      </dl>
    </PanelPage>
  );
}
