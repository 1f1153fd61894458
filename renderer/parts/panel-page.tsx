// The frame of the two pages that open from a board: the way back, the small stage, a title.
import type { ReactNode } from 'react';
import type { Panel } from '../../model/exhibition.ts';
import { Arrow } from './icons.tsx';
import { ScrollArea } from './scroll-area.tsx';
import { Stage } from './stage.tsx';
import './panel-page.css';

export function PanelPage({
  panel,
  title,
  onBack,
  children,
}: {
  panel: Panel;
  title: string;
  onBack(): void;
  children: ReactNode;
}) {
  return (
    <ScrollArea className="panel-page">
      <nav className="crumb">
        <button type="button" className="crumb-back" onClick={onBack}>
          <Arrow back /> {panel.title}
        </button>
      </nav>
      <div className="panel-page-grid">
        <div className="panel-page-stage" aria-hidden="true">
          <Stage picture={panel.picture} />
        </div>
        <div className="panel-page-body">
          <h1 data-read>{title}</h1>
          {children}
        </div>
      </div>
    </ScrollArea>
  );
}
