// Panels: what holds visitors, and which lesson is not understood. From the aggregates of panels and
// of the steps that visitors would turn back at.
import { sql } from 'kysely';
import type { PanelsView, ViewFilters } from '../../model/hub-views.ts';
import type { Store } from '../store/open-store.ts';
import { cutBy, findNotCut, sumOf, type CutColumns } from './cut-by.ts';

const panelColumns: CutColumns = { day: 'day', stop: 'stop_id', language: 'language', audience: 'audience' };
const stepColumns: CutColumns = { day: 'day', stop: 'stop_id' };

type PanelSums = {
  panel: string;
  opened: number;
  finished: number;
  attended_ms: number;
  quiz_right: number;
  quiz_answered: number;
};

export async function viewPanels(store: Store, filters: ViewFilters): Promise<PanelsView> {
  const { rows } = await sql<PanelSums>`
    select panel, ${sumOf(sql`opened`)} as opened, ${sumOf(sql`finished`)} as finished,
        ${sumOf(sql`attended_ms`)} as attended_ms, ${sumOf(sql`quiz_right`)} as quiz_right,
        ${sumOf(sql`quiz_answered`)} as quiz_answered
      from panel_counts where ${cutBy(filters, panelColumns)} group by panel order by panel`.execute(
    store.db,
  );
  const shown = await store.db.selectFrom('panels').selectAll().orderBy('shown_ms').execute();
  const shownOf = Map.groupBy(shown, ({ panel }) => panel);
  return {
    panels: rows.map(({ panel, ...sums }) => {
      const words = shownOf.get(panel) ?? [];
      return {
        panel,
        aspect: words.at(-1)?.aspect ?? '',
        titles: Object.fromEntries(words.map(({ language, title }) => [language, title])),
        opened: sums.opened,
        finished: sums.finished,
        attendedMs: sums.attended_ms,
        quizRight: sums.quiz_right,
        quizAnswered: sums.quiz_answered,
      };
    }),
    steps: await sumSteps(store, filters),
    notCutBy: findNotCut(filters, panelColumns),
    stepsNotCutBy: findNotCut(filters, stepColumns),
  };
}

async function sumSteps({ db }: Store, filters: ViewFilters): Promise<PanelsView['steps']> {
  const { rows } = await sql<{ aspect: string; guessed: number; right_guesses: number }>`
    select aspect, ${sumOf(sql`guessed`)} as guessed, ${sumOf(sql`right_guesses`)} as right_guesses
      from step_counts where ${cutBy(filters, stepColumns)} group by aspect order by aspect`.execute(db);
  return rows.map(({ aspect, guessed, right_guesses }) => ({ aspect, guessed, right: right_guesses }));
}
