// The board's question: an everyday dilemma, and why one answer is the safe one.
import { useTranslation } from 'react-i18next';
import type { Panel } from '../../../model/exhibition.ts';
import { BalancedLines } from '../../parts/balanced-lines.tsx';
import { PanelPage } from '../../parts/panel-page.tsx';
import './question.css';

export function QuestionScreen({
  panel,
  chosen,
  onAnswer,
  onBack,
}: {
  panel: Panel;
  chosen: number[];
  onAnswer(choice: number): void;
  onBack(): void;
}) {
  const { t } = useTranslation();
  const { ask, options, explain } = panel.question;
  const solved = chosen.some((choice) => options[choice]?.correct);
  return (
    <PanelPage panel={panel} title={t('question.title')} onBack={onBack}>
      <p className="lead question-ask" data-read>
        <BalancedLines text={ask} />
      </p>
      <ul className="question-options">
        {options.map((option, index) => {
          const isChosen = chosen.includes(index);
          const verdict = isChosen ? (option.correct ? 'right' : 'wrong') : undefined;
          return (
            <li key={option.text}>
              <button
                type="button"
                className="option"
                data-verdict={verdict}
                aria-pressed={isChosen}
                disabled={solved || isChosen}
                onClick={() => onAnswer(index)}
              >
                <span className="option-mark" aria-hidden="true">
                  {t('question.marks').charAt(index)}
                </span>
                <span data-read>{option.text}</span>
                {verdict && <em>{t(`question.${verdict}`)}</em>}
              </button>
            </li>
          );
        })}
      </ul>
      <div aria-live="polite" className="question-answer">
        {solved && <p data-read>{explain}</p>}
        {!solved && chosen.length > 0 && <p className="note">{t('question.tryAgain')}</p>}
      </div>
    </PanelPage>
  );
}
