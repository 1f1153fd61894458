// Exports: a table, all of them, or the printed report, under the filters of the page that one came from.
import { useState } from 'react';
import { mayDo } from '../../../model/hub-access.ts';
import {
  carriesWords,
  exportedFormats,
  exportedKinds,
  exportFormatsOf,
  nameExport,
  type ExportedFormat,
  type ExportedKind,
} from '../../../model/hub-desk.ts';
import { languages, type Language } from '../../../model/language.ts';
import { useMe } from '../app/me-context.ts';
import { useRoute } from '../app/use-route.ts';
import { readFilters } from '../filters/filters.ts';
import { useDownload, type DownloadState } from '../hub-api/use-download.ts';
import { useFormat } from '../i18n/use-format.ts';
import { useWords } from '../i18n/i18n.ts';
import { useNames } from '../i18n/use-names.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { UnansweredNote } from '../parts/unanswered.tsx';

export function ExportsPage() {
  const { t, language: reading } = useWords();
  const { role } = useMe();
  const { query } = useRoute();
  const filters = readFilters(query);
  const download = useDownload();
  const mayRead = mayDo(role, 'review-reflections');
  const [kind, setKind] = useState<ExportedKind>('visits');
  const [chosenFormat, setFormat] = useState<ExportedFormat>('xlsx');
  const [language, setLanguage] = useState(reading);
  const names = useNames();
  const offered = (one: ExportedKind) =>
    exportFormatsOf(one).filter((format) => mayRead || !carriesWords({ kind: one, format }));
  const formats = offered(kind);
  const format = formats.includes(chosenFormat) ? chosenFormat : (formats[0] ?? 'csv');
  const isWithoutHeadcounts = filters.language !== undefined || filters.audience !== undefined;
  const isBusy = download.state.kind === 'coming';

  function make(): void {
    const body = { kind, format, language, filters };
    const name = nameExport(body, new Date().toISOString().slice(0, 10));
    void download.run({ method: 'POST', path: '/api/exports', body, name });
  }

  return (
    <PageFrame title={t('page.exports')} lead={t('exports.lead')}>
      {isWithoutHeadcounts && <p className="note note-not-cut">{t('exports.withoutHeadcounts')}</p>}
      <form
        className="export-form"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <Choice<ExportedKind>
          label={t('exports.what')}
          value={kind}
          options={exportedKinds.filter((one) => offered(one).length > 0)}
          nameOf={(one) => t(`exports.kind.${one}`)}
          onChoose={setKind}
        />
        <Choice<ExportedFormat>
          label={t('exports.format')}
          value={format}
          options={exportedFormats.filter((one) => formats.includes(one))}
          nameOf={(one) => `${t(`exports.as.${one}`)} .${one}`}
          onChoose={setFormat}
        />
        <Choice<Language>
          label={t('exports.language')}
          value={language}
          options={languages}
          nameOf={names.language}
          onChoose={setLanguage}
        />
        <button type="submit" className="button button-first" disabled={isBusy}>
          {t('exports.make')}
        </button>
      </form>
      <Coming state={download.state} onStop={download.stop} />
      <p className="section-note">{t('exports.rule')}</p>
      {!mayRead && <p className="section-note">{t('exports.noWords')}</p>}
      <p className="section-note">{t('exports.noted')}</p>
    </PageFrame>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly Value[];
  nameOf(value: Value): string;
  onChoose(value: Value): void;
};

function Choice<Value extends string>({ label, value, options, nameOf, onChoose }: ChoiceProps<Value>) {
  return (
    <label className="field">
      <span>{label}</span>
      <select
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option === target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {nameOf(option)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Coming({ state, onStop }: { state: DownloadState; onStop(): void }) {
  const { t } = useWords();
  const format = useFormat();
  if (state.kind === 'failed') return <UnansweredNote why={state.why} />;
  if (state.kind === 'saved') return <p role="status">{t('file.saved')}</p>;
  if (state.kind === 'nothing') return null;
  return (
    <div className="note" role="status">
      <p>{t('exports.making')}</p>
      {state.bytes > 0 && (
        <p>{t('exports.received', { megabytes: format.number(Math.ceil(state.bytes / 1024 ** 2)) })}</p>
      )}
      <button type="button" className="button" onClick={onStop}>
        {t('exports.stop')}
      </button>
    </div>
  );
}
