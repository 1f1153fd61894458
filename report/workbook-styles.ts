// How a workbook looks: the exhibition's ink, paper and vermilion, and formats for numbers and dates.
import type { Language } from '../model/language.ts';

/** Index of each entry of `cellXfs` below. */
export const styles = {
  plain: 0,
  head: 1,
  date: 2,
  moment: 3,
  count: 4,
  title: 5,
  section: 6,
  label: 7,
  wrapped: 8,
  noteCount: 9,
} as const;

/** Each is there on every office computer of the region; a spreadsheet puts its own in place of one it lacks. */
const fontNames: Record<Language, string> = {
  'zh-Hans': 'Microsoft YaHei',
  'zh-Hant': 'Microsoft JhengHei',
  en: 'Calibri',
};

const formats = { date: 164, moment: 165, count: 166 };

export function writeStyles(language: Language): string {
  const font = (attributes: string) => `<font>${attributes}<name val="${fontNames[language]}"/></font>`;
  const fonts = [
    font('<sz val="10"/><color rgb="FF14110F"/>'),
    font('<b/><sz val="10"/><color rgb="FFF4EDE0"/>'),
    font('<b/><sz val="18"/><color rgb="FFB3261E"/>'),
    font('<b/><sz val="12"/><color rgb="FF2E5A4E"/>'),
    font('<b/><sz val="10"/><color rgb="FF6B4F27"/>'),
  ];
  const fills = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FF14110F"/><bgColor indexed="64"/></patternFill></fill>',
  ];
  const plain = '<border><left/><right/><top/><bottom/><diagonal/></border>';
  const ruled =
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FF9A7B4F"/></bottom><diagonal/></border>';
  const borders = [plain, ruled];
  const wrap = '<alignment vertical="top" wrapText="1"/>';
  const leftTop = '<alignment horizontal="left" vertical="top"/>';
  const cells = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
    `<xf numFmtId="${formats.date}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    `<xf numFmtId="${formats.moment}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    `<xf numFmtId="${formats.count}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
    '<xf numFmtId="0" fontId="3" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1"/>',
    `<xf numFmtId="0" fontId="4" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">${wrap}</xf>`,
    `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">${wrap}</xf>`,
    `<xf numFmtId="${formats.count}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">${leftTop}</xf>`,
  ];
  const list = (name: string, entries: string[]) =>
    `<${name} count="${entries.length}">${entries.join('')}</${name}>`;
  const numberFormats = [
    `<numFmt numFmtId="${formats.date}" formatCode="yyyy\\-mm\\-dd"/>`,
    `<numFmt numFmtId="${formats.moment}" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>`,
    `<numFmt numFmtId="${formats.count}" formatCode="#,##0"/>`,
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    list('numFmts', numberFormats),
    list('fonts', fonts),
    list('fills', fills),
    list('borders', borders),
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    list('cellXfs', cells),
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  ].join('');
}
