// 心得体会: first the words, then, in plain words, where they are to go. All of it is in this
// component's state, so that whoever walks away leaves nothing of what was not sent.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exhibition, Panel, Prompt } from '../../../model/exhibition.ts';
import type { Audience } from '../../../model/aspects.ts';
import type { Ink } from '../../../model/ink.ts';
import { Arrow } from '../../parts/icons.tsx';
import { useEditing } from '../../writing/keyboard/use-editing.ts';
import type { LexiconEntry } from '../../writing/pinyin/extra-words.ts';
import { Consent, type Destination } from './consent.tsx';
import { Kept } from './kept.tsx';
import { WritingDesk } from './writing-desk.tsx';
import './reflection.css';

/** What is written, before it is known where it goes. */
export type Written = { form: 'text'; text: string } | { form: 'ink'; ink: Ink };

type Stage =
  | { name: 'writing' }
  | { name: 'consent'; written: Written; trouble?: 'refused' | 'away' }
  | { name: 'sending'; written: Written; to: Destination }
  | { name: 'kept'; to: Destination };

export function ReflectionScreen({
  exhibition,
  audience,
  about,
  lexicon,
  onSend,
  onKept,
  onWall,
  onBack,
}: {
  exhibition: Exhibition;
  audience: Audience | undefined;
  /** The board at which it is written. */
  about: Panel | undefined;
  lexicon: readonly LexiconEntry[];
  onSend(written: Written, to: Destination): Promise<'kept' | 'refused' | 'away'>;
  onKept(): void;
  onWall(): void;
  onBack(): void;
}) {
  const { t } = useTranslation();
  const [stage, setStage] = useState<Stage>({ name: 'writing' });
  const [usesInk, setUsesInk] = useState(false);
  const editing = useEditing();
  const isSending = useRef(false);

  const send = async (written: Written, to: Destination) => {
    // Two touches are one consent.
    if (isSending.current) return;
    isSending.current = true;
    setStage({ name: 'sending', written, to });
    const outcome = await onSend(written, to);
    isSending.current = false;
    if (outcome === 'kept') {
      onKept();
      setStage({ name: 'kept', to });
    } else setStage({ name: 'consent', written, trouble: outcome });
  };
  const writeOn = () => setStage({ name: 'writing' });

  return (
    <div className="reflection" data-stage={stage.name}>
      <header className="reflection-head">
        {stage.name !== 'kept' && (
          <h1 data-read>{t(stage.name === 'writing' ? 'reflection.title' : 'reflection.where')}</h1>
        )}
        {about && stage.name === 'writing' && <p className="note">{about.title}</p>}
        {(stage.name === 'writing' || stage.name === 'consent') && (
          <button type="button" className="link" onClick={onBack}>
            {t('reflection.leave')} <Arrow />
          </button>
        )}
      </header>
      {/* Kept while consent is asked, so that words and ink are still there on the way back. */}
      <div className="reflection-desk" hidden={stage.name !== 'writing'}>
        <WritingDesk
          exhibition={exhibition}
          prompts={promptsFor(exhibition, audience)}
          editing={editing}
          lexicon={lexicon}
          usesInk={usesInk}
          onInk={setUsesInk}
          onWritten={(written) => setStage({ name: 'consent', written })}
        />
      </div>
      {(stage.name === 'consent' || stage.name === 'sending') && (
        <Consent
          written={stage.written}
          canSeal={exhibition.canSeal}
          sendingTo={stage.name === 'sending' ? stage.to : undefined}
          trouble={stage.name === 'consent' ? stage.trouble : undefined}
          onSend={(to) => void send(stage.written, to)}
          onWriteOn={writeOn}
          onDrop={onBack}
        />
      )}
      {stage.name === 'kept' && <Kept to={stage.to} onWall={onWall} onBack={onBack} />}
    </div>
  );
}

/** Own prompts first; where nobody said who they are, those for everyone. */
function promptsFor(exhibition: Exhibition, audience: Audience | undefined): Prompt[] {
  if (!audience) return exhibition.prompts.filter(({ audiences }) => audiences.length === 0).slice(0, 3);
  const ids = exhibition.audiences[audience].prompts;
  return ids.flatMap((id) => exhibition.prompts.find((prompt) => prompt.id === id) ?? []).slice(0, 3);
}
