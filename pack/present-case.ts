// A case's outcome in words, made from its data, so that what the panel prints and what
// the check proves are the same thing.
import type {
  Crime,
  CaseSource,
  GovernmentSanction,
  PartySanction,
  RuleTextSource,
} from '../model/edition-source.ts';
import type { Rule } from '../model/exhibition.ts';
import {
  monthsInChinese,
  monthsInEnglish,
  toChineseNumeral,
  yuanInChinese,
} from '../model/chinese-numerals.ts';

/** The languages an editor writes; zh-Hant is derived from zh-Hans afterwards. */
export type WrittenLanguage = 'zh-Hans' | 'en';
type Names<Key extends string> = Record<Exclude<Key, 'none'>, Record<WrittenLanguage, string>>;

const partyNames: Names<PartySanction> = {
  warning: { 'zh-Hans': '党内警告', en: 'Party warning' },
  'severe-warning': { 'zh-Hans': '党内严重警告', en: 'Severe Party warning' },
  removal: { 'zh-Hans': '撤销党内职务', en: 'Removed from Party post' },
  probation: { 'zh-Hans': '留党察看', en: 'Placed on probation within the Party' },
  expulsion: { 'zh-Hans': '开除党籍', en: 'Expelled from the Party' },
};

const governmentNames: Names<GovernmentSanction> = {
  warning: { 'zh-Hans': '政务警告', en: 'Government warning' },
  demerit: { 'zh-Hans': '政务记过', en: 'Government demerit' },
  'major-demerit': { 'zh-Hans': '政务记大过', en: 'Government major demerit' },
  demotion: { 'zh-Hans': '政务降级', en: 'Demoted in grade' },
  removal: { 'zh-Hans': '政务撤职', en: 'Removed from post' },
  dismissal: { 'zh-Hans': '开除公职', en: 'Dismissed from public office' },
  'entitlements-lowered': { 'zh-Hans': '按规定降低待遇', en: 'Retirement entitlements lowered' },
};

const crimeNames: Record<Crime, Record<WrittenLanguage, string>> = {
  embezzlement: { 'zh-Hans': '贪污罪', en: 'Embezzlement' },
  'bribe-taking': { 'zh-Hans': '受贿罪', en: 'Bribe-taking' },
  'misappropriation-of-public-funds': { 'zh-Hans': '挪用公款罪', en: 'Misappropriation of public funds' },
  'trading-in-influence': { 'zh-Hans': '利用影响力受贿罪', en: 'Trading in influence' },
  'bribe-giving': { 'zh-Hans': '行贿罪', en: 'Bribe-giving' },
  'non-state-bribe-taking': { 'zh-Hans': '非国家工作人员受贿罪', en: 'Bribe-taking by non-state personnel' },
  'non-state-embezzlement': { 'zh-Hans': '职务侵占罪', en: 'Embezzlement of a company' },
  'misappropriation-of-company-funds': { 'zh-Hans': '挪用资金罪', en: 'Misappropriation of company funds' },
};

export interface OutcomeText {
  discipline: string[];
  sentence: string[];
  recovered: string[];
  note?: string;
}

/** The three columns at the foot of a case: discipline, sentence, recovery. */
export function presentOutcome(outcome: CaseSource['outcome'], language: WrittenLanguage): OutcomeText {
  const { party, government, sentence, recoveredYuan, note } = outcome;
  const discipline = [
    party === 'none' ? undefined : partyNames[party][language],
    government === 'none' ? undefined : governmentNames[government][language],
  ].filter((text) => text !== undefined);
  return {
    discipline,
    sentence: sentence ? presentSentence(sentence, language) : [],
    recovered: recoveredYuan ? [yuanText(recoveredYuan, language)] : [],
    ...(note ? { note: note[language] } : {}),
  };
}

function presentSentence(
  sentence: NonNullable<CaseSource['outcome']['sentence']>,
  language: WrittenLanguage,
): string[] {
  const { crime, months, suspendedMonths, fineYuan } = sentence;
  const chinese = language === 'zh-Hans';
  const time = chinese ? monthsInChinese(months) : monthsInEnglish(months);
  const suspended = suspendedMonths
    ? chinese
      ? `，缓刑${monthsInChinese(suspendedMonths)}`
      : `, suspended for ${monthsInEnglish(suspendedMonths)}`
    : '';
  return [
    crimeNames[crime][language],
    chinese ? `有期徒刑${time}${suspended}` : `${time} in prison${suspended}`,
    ...(fineYuan
      ? [chinese ? `罚金${yuanText(fineYuan, language)}` : `Fined ${yuanText(fineYuan, language)}`]
      : []),
  ];
}

function yuanText(yuan: number, language: WrittenLanguage): string {
  return language === 'zh-Hans' ? yuanInChinese(yuan) : `${yuan.toLocaleString('en-GB')} yuan`;
}

/** 《…》第一百二十二条第（五）项; “Regulations …, Article 122(5)”. */
function nameRule(
  text: RuleTextSource,
  ruleId: string,
  item: number | undefined,
  language: WrittenLanguage,
): string {
  const [article = '', sub] = (ruleId.split('/')[1] ?? '').split('-');
  if (language === 'en') {
    return `${text.title.en}, Article ${article}${sub ? `-${sub}` : ''}${item ? ` (${item})` : ''}`;
  }
  const number = toChineseNumeral(Number(article));
  const insert = sub ? `之${toChineseNumeral(Number(sub))}` : '';
  const part = item ? `第（${toChineseNumeral(item)}）项` : '';
  return `《${text.title['zh-Hans']}》第${number}条${insert}${part}`;
}

/** 2024-01-01 → 二〇二四年一月一日起施行. */
function presentInForce(date: string, language: WrittenLanguage): string {
  const [year = '', month = '', day = ''] = date.split('-');
  if (language === 'en') {
    const text = new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    return `In force from ${text}`;
  }
  const yearText = [...year].map((digit) => '〇一二三四五六七八九'[Number(digit)] ?? '').join('');
  return `${yearText}年${toChineseNumeral(Number(month))}月${toChineseNumeral(Number(day))}日起施行`;
}

/** 2024-04 → 2024年4月; “April 2024”. */
export function presentMonth(month: string, language: WrittenLanguage): string {
  const [year = '', number = ''] = month.split('-');
  if (language === 'zh-Hans') return `${year}年${Number(number)}月`;
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** One article as a screen names it. Throws where rules/ does not hold it. */
export function presentRule(
  ruleTexts: RuleTextSource[],
  id: string,
  item: number | undefined,
  language: WrittenLanguage,
): Rule {
  const ruleText = ruleTexts.find((candidate) => id.startsWith(`${candidate.id}/`));
  const rule = ruleText?.rules.find((candidate) => candidate.id === id);
  if (!ruleText || !rule) throw new Error(`rule ${id} is cited but not in rules/`);
  return {
    id,
    name: nameRule(ruleText, id, item, language),
    text: rule.text[language],
    inForce: presentInForce(ruleText.inForce, language),
  };
}
