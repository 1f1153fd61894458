// The rows of `panels`: titles as they were shown, in the language asked for where visitors
// saw it in that language.
import type { PanelCount } from '../model/count-panels.ts';
import type { Language } from '../model/language.ts';
import type { Row } from './table.ts';

export const panelColumns = [
  'panel_id',
  'title',
  'aspect',
  'opened',
  'finished',
  'attended_s',
  'attended_median_s',
  'quiz_right',
  'quiz_answered',
] as const;

export function* makePanelRows(
  panels: Iterable<PanelCount>,
  language: Language,
): Generator<Row<(typeof panelColumns)[number]>> {
  for (const panel of panels) {
    yield {
      panel_id: panel.panel,
      title: panel.titles.get(language) ?? panel.lastTitle,
      aspect: panel.aspect,
      opened: panel.opened,
      finished: panel.finished,
      attended_s: Math.round(panel.attendedMs / 1000),
      attended_median_s: panel.attendedMedianS,
      quiz_right: panel.quizRight,
      quiz_answered: panel.quizAnswered,
    };
  }
}
