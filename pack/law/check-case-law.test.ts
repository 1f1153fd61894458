// Each way in which a case's law can be wrong is refused, and the right case passes.
import { expect, test } from 'vitest';
import type { AspectId } from '../../model/aspects.ts';
import type { CaseSource, RuleTextSource } from '../../model/edition-source.ts';
import { checkCaseLaw } from './check-case-law.ts';

const text = (words: string) => ({ 'zh-Hans': words, en: words });

const ruleTexts: RuleTextSource[] = [
  rules('regs-2023', '2024-01-01', ['56', '97', '99', '101', '122', '152']),
  rules('criminal-law', '2024-03-01', ['163', '271', '384', '385', '388-1']),
  rules('sanctions-law', '2020-07-01', ['22', '34']),
];

function rules(id: string, inForce: string, articles: string[]): RuleTextSource {
  return {
    id,
    title: text(id),
    inForce,
    rules: articles.map((article) => ({ id: `${id}/${article}`, text: text(article) })),
  };
}

function aCase(change: Partial<CaseSource> = {}): CaseSource {
  const step = (date: string, turnBack?: true) => ({
    date,
    text: text('x'),
    why: text('x'),
    ...(turnBack ? { turnBack } : {}),
  });
  return {
    id: 'x',
    title: text('x'),
    role: text('x'),
    who: text('x'),
    person: { partyMember: true, standing: 'public-official' },
    steps: [step('2024-04'), step('2024-05', true), step('2024-09'), step('2025-01')],
    cites: [{ rule: 'regs-2023/97' }, { rule: 'sanctions-law/34' }],
    outcome: { party: 'severe-warning', government: 'demerit' },
    confession: text('x'),
    question: text('x'),
    review: {
      origin: 'fictional',
      redaction: 'x',
      approver: 'x',
      reviewedOn: '2026-11-23',
      withdrawn: false,
    },
    ...change,
  };
}

const convicted: Partial<CaseSource> = {
  cites: [{ rule: 'regs-2023/97' }, { rule: 'criminal-law/385' }],
  outcome: {
    party: 'expulsion',
    government: 'dismissal',
    sentence: { crime: 'bribe-taking', sumYuan: 460_000, months: 42, fineYuan: 300_000 },
  },
};

function codes(entry: CaseSource, aspect: AspectId = 'integrity'): string[] {
  const file = { file: 'cases/x/x.yaml', data: entry, lineOf: () => 1 };
  return checkCaseLaw(file, aspect, ruleTexts).map(({ code }) => code);
}

test('lets a case pass whose law is right', () => {
  expect(codes(aCase())).toEqual([]);
  expect(codes(aCase(convicted))).toEqual([]);
});

test('refuses a first citation outside the chapter of the aspect', () => {
  expect(codes(aCase(), 'public')).toEqual(['law-chapter']);
  expect(codes(aCase(), 'law')).toEqual(['law-chapter']);
});

test('refuses an article that is not in the rules, or not verified', () => {
  expect(codes(aCase({ cites: [{ rule: 'regs-2023/98' }] }))).toContain('unknown-rule');
  expect(codes(aCase({ cites: [{ rule: 'regs-2023/56' }] }), 'political')).toContain('unverified-article');
});

test('refuses an edition that was not in force on the date of the act', () => {
  const [first, ...rest] = aCase().steps;
  const early = aCase({ steps: [{ ...first, date: '2023-12' } as CaseSource['steps'][number], ...rest] });
  expect(codes(early)).toContain('not-in-force');
});

test('refuses a sanction outside the range of the article', () => {
  const cites = [{ rule: 'regs-2023/101' }];
  expect(codes(aCase({ cites, outcome: { party: 'probation', government: 'none' } }))).toEqual([]);
  expect(codes(aCase({ cites, outcome: { party: 'expulsion', government: 'none' } }))).toEqual([
    'sanction-range',
  ]);
  const family = aCase({
    cites: [{ rule: 'regs-2023/152' }],
    outcome: { party: 'probation', government: 'none' },
  });
  expect(codes(family, 'life')).toEqual(['sanction-range']);
});

test('refuses Party sanctions for those who are no members, and government sanctions out of reach', () => {
  const person = { partyMember: false, standing: 'public-official' } as const;
  expect(codes(aCase({ person }))).toEqual(expect.arrayContaining(['not-bound']));
  const village = aCase({
    person: { partyMember: true, standing: 'village-manager' },
    outcome: { party: 'warning', government: 'removal' },
  });
  expect(codes(village)).toEqual(['government-sanction']);
  const retired = aCase({
    person: { partyMember: true, standing: 'retired-official' },
    outcome: { party: 'warning', government: 'demerit' },
  });
  expect(codes(retired)).toEqual(['government-sanction']);
});

test('refuses a sum that does not fit the sentence', () => {
  const sentence = { crime: 'bribe-taking', sumYuan: 150_000, months: 42, fineYuan: 200_000 } as const;
  const outcome = { party: 'expulsion', government: 'dismissal', sentence } as const;
  expect(codes(aCase({ ...convicted, outcome }))).toEqual(['sentence-range']);
  const small = { ...outcome, sentence: { ...sentence, sumYuan: 20_000 } };
  expect(codes(aCase({ ...convicted, outcome: small }))).toEqual(['sum']);
});

test('refuses a crime without its article, a fine where there is none, a suspension beyond three years', () => {
  const sentence = { crime: 'bribe-taking', sumYuan: 460_000, months: 42 } as const;
  const outcome = { party: 'expulsion', government: 'dismissal', sentence } as const;
  expect(codes(aCase({ outcome }))).toEqual(['crime-article']);
  expect(
    codes(aCase({ ...convicted, outcome: { ...outcome, sentence: { ...sentence, suspendedMonths: 48 } } })),
  ).toEqual(['suspension']);
  const moved = {
    crime: 'misappropriation-of-public-funds',
    sumYuan: 90_000,
    months: 12,
    fineYuan: 100_000,
  } as const;
  expect(
    codes(aCase({ cites: [{ rule: 'criminal-law/384' }], outcome: { ...outcome, sentence: moved } }), 'law'),
  ).toEqual(['fine']);
});

test('refuses to leave a convicted member in the Party or an official in office', () => {
  const outcome = {
    ...convicted.outcome,
    party: 'probation',
    government: 'removal',
  } as CaseSource['outcome'];
  expect(codes(aCase({ ...convicted, outcome }))).toEqual(['sanction-with-crime', 'government-sanction']);
});
