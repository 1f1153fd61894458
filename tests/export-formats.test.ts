// The same numbers in every format: a workbook opened by LibreOffice and a printed report read by
// poppler, against the CSV of the same log. Where one cannot be had, its test is skipped and says why.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeExportSource } from '../kiosk/log/export-source.ts';
import { openLogReader } from '../kiosk/log/open-reader.ts';
import { languages } from '../model/language.ts';
import type { Progress } from '../report/count-log.ts';
import { exportClosingReport } from '../report/export-closing-report.ts';
import { tableKinds } from '../report/export-tables.ts';
import { ExportPlaceError, exportToFile } from '../report/export-to-file.ts';
import { findReportFonts } from '../report/report-fonts.ts';
import { sayTable } from '../report/value-words.ts';
import { makeVisitLog } from '../scripts/bench/make-visit-log.ts';
import { installDebianPackage } from '../scripts/install-debian-package.ts';

const dir = mkdtempSync(join(tmpdir(), 'jingzhong-formats-'));
const dataDir = join(dir, 'data');
const script = join(import.meta.dirname, '..', 'scripts', 'export.ts');

beforeAll(() => {
  makeVisitLog(dataDir, { visits: 600, visitsADay: 60, seed: 11 }, () => undefined);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function exportTo(name: string, kind: string, ...more: string[]): string {
  const out = join(dir, name);
  const argv = ['--disable-warning=ExperimentalWarning', script, kind, '--data', dataDir, '--out', out];
  const { status, stderr } = spawnSync(process.execPath, [...argv, ...more], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return out;
}

/** No cell of these tables holds a comma or a quote. */
function readRows(path: string): string[][] {
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  return text.split(/\r?\n/).flatMap((line) => (line === '' ? [] : [line.split(',')]));
}

const canRun = (name: string) => spawnSync(name, ['--version']).error === undefined;
const say = (line: string) => console.error(line);
const hasCalc =
  canRun('soffice') ||
  (installDebianPackage('libreoffice-calc-nogui', 'two minutes', say) && canRun('soffice'));
const hasPoppler =
  canRun('pdftotext') || (installDebianPackage('poppler-utils', 'half a minute', say) && canRun('pdftotext'));
if (!hasCalc) say('skipped: workbooks are not opened, because LibreOffice Calc is not installed.');
if (!hasPoppler) say('skipped: printed reports are not read, because poppler-utils is not installed.');

test.skipIf(!hasCalc)('LibreOffice finds in the workbook, sheet by sheet, the numbers of the CSV', () => {
  const workbook = exportTo('whole.xlsx', 'report');
  const everySheet = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
  const profile = `-env:UserInstallation=file://${join(dir, 'profile')}`;
  const argv = [profile, '--headless', '--convert-to', everySheet, '--outdir', join(dir, 'sheets'), workbook];
  const { status, stderr } = spawnSync('soffice', argv, { encoding: 'utf8', timeout: 120_000 });
  expect(status, stderr).toBe(0);
  const sheets = readdirSync(join(dir, 'sheets'));
  expect(sheets).toHaveLength(tableKinds.length + 1);
  for (const kind of tableKinds) {
    const csv = readRows(exportTo(`${kind}.csv`, kind));
    const sheet = readRows(join(dir, 'sheets', `whole-${sayTable(kind, 'zh-Hans')}.csv`));
    expect(sheet.length, kind).toBe(csv.length);
    for (const [row, cells] of csv.entries()) {
      if (row === 0) continue;
      for (const [column, cell] of cells.entries()) {
        const found = sheet[row]?.[column] ?? '';
        if (/^-?\d+(\.\d+)?$/.test(cell))
          expect(Number(found), `${kind} ${row} ${column}`).toBe(Number(cell));
        // Days and moments are cells of a date format, shown as the exhibition's clock showed them.
        else if (/^\d{4}-\d\d-\d\dT/.test(cell)) expect(found).toBe(cell.slice(0, 19).replace('T', ' '));
        else if (/^\d{4}-\d\d-\d\d$/.test(cell)) expect(found).toBe(cell);
      }
    }
  }
});

test.skipIf(!hasPoppler).each(languages)(
  'the printed report in %s says the numbers of the CSV',
  (language) => {
    const pdf = exportTo(`report-${language}.pdf`, 'report', '--lang', language);
    const { stdout } = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    const [heads = [], ...stops] = readRows(exportTo('stops.csv', 'stops'));
    const field = (row: readonly string[], name: string) => row[heads.indexOf(name)] ?? '';
    const printed = (value: number) => value.toLocaleString('en-US');
    const sum = (name: string) => stops.reduce((total, row) => total + Number(field(row, name)), 0);
    for (const name of ['people_reached', 'group_people', 'visits_outside_groups', 'visits', 'touches']) {
      expect(stdout, name).toContain(printed(sum(name)));
    }
    const atStops = stops.filter((row) => field(row, 'stop_name') !== '');
    expect(atStops.length).toBeGreaterThan(1);
    for (const row of atStops) {
      const line = stdout.split('\n').find((text) => {
        const words = text.split(/\s+/);
        return (
          words.includes(field(row, 'arrived_at').slice(0, 10)) && words.includes(field(row, 'stop_name'))
        );
      });
      expect(line?.split(/\s+/)).toEqual(
        expect.arrayContaining(
          ['visits', 'touches', 'group_people', 'people_reached'].map((name) =>
            printed(Number(field(row, name))),
          ),
        ),
      );
    }
  },
);

test('a stop asked for alone has its own closing report', () => {
  const whole = exportTo('one-stop.json', 'report', '--stop', 'stop-1');
  const report: unknown = JSON.parse(readFileSync(whole, 'utf8'));
  const stops = readRows(exportTo('stops.csv', 'stops'));
  const visits = stops.find(([id]) => id === 'stop-1')?.[stops[0]?.indexOf('visits') ?? -1];
  expect(report).toMatchObject({
    about: { stop_id: 'stop-1', totals: { visits: Number(visits) } },
    stops: [{ stop_id: 'stop-1', visits: Number(visits) }],
  });
});

test('the closing report of a stop is a printed report and a workbook, made in one call', async () => {
  const opened = openLogReader(dataDir);
  const seen: Progress[] = [];
  try {
    const files = await exportClosingReport({
      source: makeExportSource(opened),
      language: 'zh-Hans',
      madeAtMs: Date.parse('2026-12-01T10:00:00+08:00'),
      fonts: findReportFonts(join(import.meta.dirname, '..', 'node_modules')),
      stopId: 'stop-2',
      dir,
      onProgress: (progress) => seen.push(progress),
    });
    expect(files.pdf).toBe(join(dir, 'jingzhong-stop-2-2026-12-01.pdf'));
    expect(readFileSync(files.pdf, 'latin1').startsWith('%PDF-')).toBe(true);
    expect(readFileSync(files.xlsx, 'latin1').startsWith('PK')).toBe(true);
    expect(seen.at(-1)).toEqual({ visits: 600, of: 600 });
    expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([]);
  } finally {
    opened.close();
  }
});

test('a place that cannot be written is said, and nothing is left behind', async () => {
  const opened = openLogReader(dataDir);
  const make = () =>
    exportToFile(join(dir, 'no such folder', 'days.csv'), {
      source: makeExportSource(opened),
      kind: 'days',
      format: 'csv',
      language: 'en',
      scope: {},
      madeAtMs: 0,
      fonts: findReportFonts('nowhere'),
    });
  try {
    await expect(make()).rejects.toThrow(ExportPlaceError);
    await expect(make()).rejects.toThrow('cannot be written (ENOENT)');
  } finally {
    opened.close();
  }
});
