// Whether the law of a case or a hearing is right: who is bound by what it cites, in whose
// chapter the first citation stands, from when, and whether sanction and sentence lie within
// their ranges.
import type { AspectId } from '../../model/aspects.ts';
import type { CaseSource, RuleTextSource, Standing } from '../../model/edition-source.ts';
import type { Finding } from '../finding.ts';
import type { SourceFile } from '../read-source.ts';
import { crimeRules, findTier } from './criminal-tiers.ts';
import { chapterArticles, isVerifiedArticle, isWithinRange, regulationsId } from './disciplinary-ranges.ts';

/** What the law is checked against: of a case, or of a hearing. */
export type LawFacts = Pick<CaseSource, 'person' | 'cites' | 'outcome'> & {
  steps: Pick<CaseSource['steps'][number], 'date' | 'turnBack'>[];
};

type Add = (code: string, path: PropertyKey[], zh: string, en: string) => void;

/** All that is wrong with the law of one case of `aspect`; a hearing's aspect is the law. */
export function checkCaseLaw(
  file: SourceFile<LawFacts>,
  aspect: AspectId,
  ruleTexts: RuleTextSource[],
): Finding[] {
  const findings: Finding[] = [];
  const add: Add = (code, path, zh, en) => {
    findings.push({ severity: 'error', code, file: file.file, line: file.lineOf(path), zh, en });
  };
  checkCitations(file.data, aspect, ruleTexts, add);
  checkWhoIsBound(file.data, add);
  checkPartySanction(file.data, add);
  checkGovernmentSanction(file.data, add);
  checkSentence(file.data, add);
  return findings;
}

function checkCitations(entry: LawFacts, aspect: AspectId, ruleTexts: RuleTextSource[], add: Add): void {
  for (const [index, { rule }] of entry.cites.entries()) {
    const path = ['cites', index, 'rule'];
    const text = ruleTexts.find(({ id }) => rule.startsWith(`${id}/`));
    if (!text?.rules.some(({ id }) => id === rule)) {
      add(
        'unknown-rule',
        path,
        `rules/ 里没有 ${rule}，请补上该条，或改引别的条款。`,
        `rules/ has no ${rule}. Add the article there, or cite another.`,
      );
      continue;
    }
    const article = articleOf(rule);
    if (rule.startsWith(`${regulationsId}/`) && !isVerifiedArticle(article)) {
      add(
        'unverified-article',
        path,
        `《条例》第${article}条尚未核实，不能上展板。`,
        `Article ${article} of the Regulations has not been verified and may not be printed.`,
      );
    }
    const judgedFrom =
      text.id === regulationsId ? entry.steps[0] : entry.steps.find(({ turnBack }) => turnBack);
    if (judgedFrom && judgedFrom.date < text.inForce.slice(0, 7)) {
      add(
        'not-in-force',
        path,
        `行为发生在${judgedFrom.date}，而该法规自${text.inForce}起施行。请改日期或改引当时有效的条款。`,
        `The act dates from ${judgedFrom.date}, but this text is in force from ${text.inForce}. Change the date, or cite what was in force then.`,
      );
    }
  }
  const first = entry.cites[0];
  if (!first) return;
  const inChapter =
    aspect === 'law'
      ? first.rule.startsWith('criminal-law/')
      : first.rule.startsWith(`${regulationsId}/`) &&
        isBetween(articleOf(first.rule), chapterArticles[aspect]);
  if (!inChapter) {
    const chapter = aspect === 'law' ? '刑法' : `第${chapterArticles[aspect].join('至')}条`;
    const englishChapter =
      aspect === 'law' ? 'the Criminal Law' : `Articles ${chapterArticles[aspect].join(' to ')}`;
    add(
      'law-chapter',
      ['cites', 0, 'rule'],
      `第一条引用必须属于本块展板所在的一章（${chapter}）。`,
      `The first citation must fall in this aspect's chapter (${englishChapter}).`,
    );
  }
}

function checkWhoIsBound(entry: LawFacts, add: Add): void {
  const { partyMember, standing } = entry.person;
  const underSanctionsLaw: Standing[] = ['public-official', 'village-manager', 'retired-official'];
  for (const [index, { rule }] of entry.cites.entries()) {
    if (rule.startsWith(`${regulationsId}/`) && !partyMember) {
      add(
        'not-bound',
        ['cites', index, 'rule'],
        '《纪律处分条例》只约束党员，而此人不是党员。',
        'The Regulations bind Party members only, and this person is not one.',
      );
    }
    if (rule.startsWith('sanctions-law/') && !underSanctionsLaw.includes(standing)) {
      add(
        'not-bound',
        ['cites', index, 'rule'],
        '《政务处分法》只约束公职人员，而此人不是。',
        'The Governmental Sanctions Law binds public officials only, and this person is not one.',
      );
    }
  }
}

function checkPartySanction(entry: LawFacts, add: Add): void {
  const { party, sentence } = entry.outcome;
  if (party !== 'none' && !entry.person.partyMember) {
    add(
      'not-bound',
      ['outcome', 'party'],
      '非党员不受党纪处分，应为 none。',
      'Someone who is no Party member receives no Party sanction: write none.',
    );
  }
  if (sentence) {
    if (entry.person.partyMember && party !== 'expulsion') {
      add(
        'sanction-with-crime',
        ['outcome', 'party'],
        '党员因故意犯罪被判刑的，应开除党籍。',
        'A Party member sentenced for an intentional crime is expelled.',
      );
    }
    return;
  }
  const articles = entry.cites
    .filter(({ rule }) => rule.startsWith(`${regulationsId}/`))
    .map(({ rule }) => articleOf(rule));
  if (articles.length > 0 && !isWithinRange(party, articles)) {
    add(
      'sanction-range',
      ['outcome', 'party'],
      `该处分超出所引条款（第${articles.join('、')}条）的幅度。`,
      `This sanction lies outside the range of the article cited (${articles.join(', ')}).`,
    );
  }
}

/** Governmental Sanctions Law, arts. 7, 14, 22, 27. */
const sanctionsFor: Record<Standing, CaseSource['outcome']['government'][]> = {
  'public-official': ['none', 'warning', 'demerit', 'major-demerit', 'demotion', 'removal', 'dismissal'],
  'village-manager': ['none', 'warning', 'demerit', 'major-demerit'],
  'retired-official': ['none', 'entitlements-lowered'],
  'company-staff': ['none'],
  'private-person': ['none'],
};

function checkGovernmentSanction(entry: LawFacts, add: Add): void {
  const { government, sentence } = entry.outcome;
  const { standing } = entry.person;
  const allowed = sanctionsFor[standing];
  if (!allowed.includes(government)) {
    add(
      'government-sanction',
      ['outcome', 'government'],
      `对这类人员（${standing}）只能是：${allowed.join('、')}。`,
      `For this standing (${standing}) it may only be: ${allowed.join(', ')}.`,
    );
  }
  if (sentence && standing === 'public-official' && government !== 'dismissal') {
    add(
      'government-sanction',
      ['outcome', 'government'],
      '公职人员因故意犯罪被判刑的，一律开除（政务处分法第十四条）。',
      'A public official sentenced for an intentional crime is dismissed (art. 14).',
    );
  }
}

const leastFineYuan = 100_000;

function checkSentence(entry: LawFacts, add: Add): void {
  const { sentence } = entry.outcome;
  if (!sentence) return;
  const rule = crimeRules[sentence.crime];
  const path = (key: string) => ['outcome', 'sentence', key];
  if (!rule.articles.some((article) => entry.cites.some((cite) => cite.rule === `criminal-law/${article}`))) {
    add(
      'crime-article',
      path('crime'),
      `判了这个罪，就要引《刑法》第${rule.articles.join('或')}条。`,
      `This crime needs a citation of the Criminal Law, Article ${rule.articles.join(' or ')}.`,
    );
  }
  if (rule.byOfficial && !['public-official', 'village-manager'].includes(entry.person.standing)) {
    add(
      'crime-person',
      path('crime'),
      '这个罪只能由国家工作人员构成。',
      'Only a state functionary can commit this crime.',
    );
  }
  const tier = findTier(sentence.crime, sentence.sumYuan);
  if (!tier) {
    add(
      'sum',
      path('sumYuan'),
      '数额低于入罪标准，或高于已核实的档次。',
      'The sum is below the threshold, or above the tiers that have been verified.',
    );
  } else if (!isBetween(sentence.months, tier.months)) {
    add(
      'sentence-range',
      path('months'),
      `这个数额对应的刑期是${tier.months.join('至')}个月。`,
      `For this sum the sentence is ${tier.months.join(' to ')} months.`,
    );
  }
  if (sentence.fineYuan !== undefined && !rule.hasFine) {
    add('fine', path('fineYuan'), '这个罪不判罚金，请删去。', 'This crime carries no fine. Remove it.');
  }
  if (sentence.fineYuan !== undefined && sentence.fineYuan < leastFineYuan) {
    add('fine', path('fineYuan'), '罚金不低于十万元。', 'A fine is at least 100,000 yuan.');
  }
  const { suspendedMonths, months } = sentence;
  if (suspendedMonths !== undefined && (months > 36 || suspendedMonths < Math.max(months, 12))) {
    add(
      'suspension',
      path('suspendedMonths'),
      '三年以下才可缓刑，且缓刑考验期不短于原判、不少于一年。',
      'Only a sentence of up to three years can be suspended, for no less than its own length and a year.',
    );
  }
}

function articleOf(rule: string): number {
  return Number.parseInt(rule.split('/')[1] ?? '', 10);
}

function isBetween(value: number, [least, most]: readonly [number, number]): boolean {
  return least <= value && value <= most;
}
