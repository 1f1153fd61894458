// Not one untranslated word: the three languages hold the same keys, and every key is used; on the
// visitors' screens, on the staff's, and on the hub's pages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deriveScreenWords } from './derive-screen-words.ts';
import hubEn from '../hub/dashboard/i18n/en.json';
import hubZhHans from '../hub/dashboard/i18n/zh-Hans.json';
import hubZhHant from '../hub/dashboard/i18n/zh-Hant.json';
import { refusalCodes } from '../hub/dashboard/i18n/refusal-codes.ts';
import { refusals } from '../hub/routes/refusals.ts';
import en from '../renderer/i18n/en.json';
import zhHans from '../renderer/i18n/zh-Hans.json';
import zhHant from '../renderer/i18n/zh-Hant.json';
import staffEn from '../renderer/i18n/staff/en.json';
import staffZhHans from '../renderer/i18n/staff/zh-Hans.json';
import staffZhHant from '../renderer/i18n/staff/zh-Hant.json';

interface Words {
  of: string;
  en: object;
  zhHans: object;
  zhHant: object;
  /** Keys whose text is meant to be in the other script. */
  otherScript: readonly string[];
  /** Units and names of files, the same in every language. */
  latinNames: readonly string[];
  /** Folders whose screens say these words. */
  usedIn: readonly string[];
}

const allWords: Words[] = [
  {
    of: 'the visitors’ screens',
    en,
    zhHans,
    zhHant,
    otherScript: [
      'access.languageMark',
      'attract.inscription',
      'languageName.zh-Hans',
      'languageName.zh-Hant',
      'languageName.en',
    ],
    latinNames: [],
    usedIn: ['renderer'],
  },
  {
    of: 'the staff’s screens',
    en: staffEn,
    zhHans: staffZhHans,
    zhHant: staffZhHant,
    otherScript: [],
    latinNames: ['jingzhong-recovery.json', 'jingzhong-program-….zip', 'GB'],
    usedIn: ['renderer/features/staff'],
  },
  {
    of: 'the hub’s pages',
    en: hubEn,
    zhHans: hubZhHans,
    zhHant: hubZhHant,
    otherScript: ['ownName.zh-Hans', 'ownName.zh-Hant', 'ownName.en'],
    latinNames: [],
    usedIn: ['hub/dashboard'],
  },
];

function keysOf(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keysOf(value as object, `${path}${key}.`),
  );
}

const pluralEnding = /_(zero|one|other)$/;
/** English has a form for one; Chinese does not. */
const withoutPlural = (keys: string[]) => new Set(keys.map((key) => key.replace(pluralEnding, '')));
const entriesOf = (words: object) => keysOf(words).map((key) => [key, read(words, key)] as const);

describe.each(allWords)('of $of', ({ en, zhHans, zhHant, otherScript, latinNames, usedIn }) => {
  test('all three languages hold the same keys', () => {
    expect(withoutPlural(keysOf(en))).toEqual(withoutPlural(keysOf(zhHans)));
    expect(keysOf(zhHant)).toEqual(keysOf(zhHans));
  });

  test('machines are called in the Traditional words as Taiwan calls them', () => {
    const mainland =
      /優盤|文件|程序|屏幕|網絡|打印|磁盤|設置|服務器|默認|視頻|軟件|賬戶|運行|導出|二維碼|音箱|硬件/;
    for (const [key, text] of entriesOf(zhHant)) expect(text, key).not.toMatch(mainland);
  });

  test('the Traditional words are those derived from the Simplified ones', () => {
    expect(zhHant).toEqual(deriveScreenWords(zhHans));
  });

  test('English holds no Chinese but the marks and names that are meant to be, and Chinese no English', () => {
    for (const [key, text] of entriesOf(en)) {
      if (!otherScript.includes(key)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
    }
    for (const [key, text] of entriesOf(zhHans)) {
      const bare = latinNames.reduce((left, name) => left.replaceAll(name, ''), text);
      if (!otherScript.includes(key)) expect(bare.replace(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[A-Za-z]/);
    }
  });

  test('every key is used by a screen', () => {
    const code = usedIn.map((folder) => sourceText(join(import.meta.dirname, '..', folder))).join('\n');
    const patterns = keyPatterns(code);
    const unused = keysOf(zhHans).filter((key) => {
      const plain = key.replace(/_(one|other|zero|\d)$/, '');
      return (
        !code.includes(`'${plain}'`) &&
        !code.includes(`'${key}'`) &&
        !code.includes(`\`${plain}_\${`) &&
        !patterns.some((pattern) => pattern.test(plain))
      );
    });
    expect(unused).toEqual([]);
  });
});

test.each([
  ['staff’s', staffEn, staffZhHans],
  ['hub’s', hubEn, hubZhHans],
])('the %s English fills in the same values as the Chinese', (_whose, english, chinese) => {
  const valuesOf = (text = '') => [...new Set(text.match(/\{\{\w+\}\}/g))].toSorted();
  const inEnglish = new Map(entriesOf(english));
  for (const [key, text] of entriesOf(chinese)) {
    expect(valuesOf(inEnglish.get(key) ?? inEnglish.get(`${key}_other`)), key).toEqual(valuesOf(text));
  }
});

test('the hub’s pages have a sentence for every code by which the hub refuses', () => {
  expect(refusalCodes.toSorted()).toEqual(Object.keys(refusals).toSorted());
  expect(Object.keys(hubZhHans.refusal).toSorted()).toEqual(Object.keys(refusals).toSorted());
});

/** What keys such as `tour.moved.${sign}` may become; the first part is always named. */
function keyPatterns(code: string): RegExp[] {
  return [...code.matchAll(/`([\w-]+\.[\w.${}-]*)`/g)].flatMap(([, template]) => {
    if (!template?.includes('${')) return [];
    const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', String.raw`\.`));
    return [new RegExp(`^${parts.join('[\\w-]+')}$`)];
  });
}

function read(words: object, key: string): string {
  return key
    .split('.')
    .reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], words) as string;
}

function sourceText(dir: string): string {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
