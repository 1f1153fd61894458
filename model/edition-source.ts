// An edition as editors write it: the shapes of exhibition.yaml, audiences.yaml, prompts.yaml,
// pledges/*.yaml, rules/*.yaml, panels/*.yaml and cases/**/*.yaml; chapters have a file of their
// own. pack/ reads and checks these; nothing else trusts them.
import { z } from 'zod';
import { aspectIdSchema, aspectIds, audiences, audienceSchema, type Audience } from './aspects.ts';
import { languageSchema, sourceTextSchema } from './language.ts';

/** Small letters and digits, parted by single hyphens. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'slug' });
export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, { message: 'month' });
const day = z.iso.date();
const yuan = z.int().min(0).max(1_000_000_000);

/** `regs-2023/97`, `criminal-law/388-1`: a text's id, a slash, an article. */
export const ruleIdSchema = z.string().regex(/^[a-z0-9-]+\/\d+(-\d+)?$/, { message: 'rule-id' });

/** Party sanctions in rising order (Regulations 2023, art. 8). */
export const partySanctions = [
  'none',
  'warning',
  'severe-warning',
  'removal',
  'probation',
  'expulsion',
] as const;
/** Government sanctions in rising order (Governmental Sanctions Law, art. 7);
 * `entitlements-lowered` is the adjustment for the retired (art. 27). */
export const governmentSanctions = [
  'none',
  'warning',
  'demerit',
  'major-demerit',
  'demotion',
  'removal',
  'dismissal',
  'entitlements-lowered',
] as const;
export type PartySanction = (typeof partySanctions)[number];
export type GovernmentSanction = (typeof governmentSanctions)[number];

/** Crimes a case may end in; the law data in pack/ knows each one's articles and tiers. */
export const crimes = [
  'embezzlement',
  'bribe-taking',
  'misappropriation-of-public-funds',
  'trading-in-influence',
  'bribe-giving',
  'non-state-bribe-taking',
  'non-state-embezzlement',
  'misappropriation-of-company-funds',
] as const;
export type Crime = (typeof crimes)[number];

/** Whom a rule must bind: see the Governmental Sanctions Law, arts. 22 and 27. */
export const standings = [
  'public-official',
  'village-manager',
  'retired-official',
  'company-staff',
  'private-person',
] as const;
export type Standing = (typeof standings)[number];

export const citationSchema = z.strictObject({
  rule: ruleIdSchema,
  item: z.int().min(1).max(30).optional(),
});

export const stepSchema = z.strictObject({
  date: month,
  text: sourceTextSchema,
  turnBack: z.literal(true).optional(),
  why: sourceTextSchema,
});

export const sentenceSchema = z.strictObject({
  crime: z.enum(crimes),
  sumYuan: yuan,
  months: z.int().min(1).max(300),
  suspendedMonths: z.int().min(1).max(60).optional(),
  fineYuan: yuan.optional(),
});

/** Who is judged: a Party member or not, and bound by which law. */
export const personSchema = z.strictObject({ partyMember: z.boolean(), standing: z.enum(standings) });

export const outcomeSchema = z.strictObject({
  party: z.enum(partySanctions),
  government: z.enum(governmentSanctions),
  sentence: sentenceSchema.optional(),
  recoveredYuan: yuan.optional(),
  note: sourceTextSchema.optional(),
});

/** Who answers for a text that is shown: where it comes from, and who let it through. */
export const reviewSchema = z.strictObject({
  origin: z.enum(['fictional', 'judgment']),
  source: z.string().optional(),
  sourceDate: day.optional(),
  redaction: z.string().min(1),
  approver: z.string().min(1),
  reviewedOn: day,
  withdrawn: z.boolean(),
});

export const caseSourceSchema = z.strictObject({
  id: slug,
  title: sourceTextSchema,
  role: sourceTextSchema,
  who: sourceTextSchema,
  person: personSchema,
  steps: z.array(stepSchema).min(4).max(7),
  cites: z.array(citationSchema).min(1).max(4),
  outcome: outcomeSchema,
  confession: sourceTextSchema,
  question: sourceTextSchema,
  review: reviewSchema,
});
export type CaseSource = z.infer<typeof caseSourceSchema>;

function forEachAudience<Schema extends z.ZodType>(schema: Schema) {
  return z.strictObject(
    Object.fromEntries(audiences.map((audience) => [audience, schema])) as Record<Audience, Schema>,
  );
}

export const panelSourceSchema = z.strictObject({
  id: slug,
  aspect: aspectIdSchema,
  title: sourceTextSchema,
  warning: sourceTextSchema,
  opening: sourceTextSchema,
  picture: z.strictObject({ file: z.string().min(1), alt: sourceTextSchema }),
  rules: z.array(ruleIdSchema).min(1).max(4),
  cases: z.array(slug).min(2).max(3),
  question: z.strictObject({
    ask: sourceTextSchema,
    options: z
      .array(z.strictObject({ text: sourceTextSchema, correct: z.literal(true).optional() }))
      .min(3)
      .max(4),
    explain: sourceTextSchema,
  }),
  forYou: forEachAudience(sourceTextSchema),
});
export type PanelSource = z.infer<typeof panelSourceSchema>;

/** One article that panels and cases may cite, in our own plain words. */
export const ruleSourceSchema = z.strictObject({
  id: ruleIdSchema,
  text: sourceTextSchema,
});

export const ruleTextSourceSchema = z.strictObject({
  id: slug,
  title: sourceTextSchema,
  inForce: day,
  rules: z.array(ruleSourceSchema).min(1),
});
export type RuleTextSource = z.infer<typeof ruleTextSourceSchema>;

export const exhibitionSourceSchema = z.strictObject({
  id: slug,
  edition: z.strictObject({ number: z.int().min(1), date: day }),
  format: z.literal(1),
  title: sourceTextSchema,
  subtitle: sourceTextSchema,
  publisher: sourceTextSchema,
  timeZone: z.string().min(1),
  /** The organisers' age recipient, to which private reflections are sealed. */
  readerKey: z
    .string()
    .regex(/^age1[02-9ac-hj-np-z]{58}$/, { message: 'reader-key' })
    .optional(),
  /** Where the exhibition stands on the network, for the code that visitors take away. */
  takeAway: z
    .url({ protocol: /^https$/, hostname: z.regexes.domain, message: 'https-address' })
    .max(200)
    .regex(/^[!-~]+$/, { message: 'https-address' })
    .optional(),
  languages: z.array(languageSchema).min(1),
  idle: z.strictObject({
    limitSeconds: z.int().min(20).max(600),
    writingLimitSeconds: z.int().min(20).max(900),
    countdownSeconds: z.int().min(5).max(60),
    thanksSeconds: z.int().min(5).max(120),
  }),
  aspects: z
    .array(
      z.strictObject({
        id: aspectIdSchema,
        seal: z.string().min(1).max(2),
        title: sourceTextSchema,
        panels: z.array(slug).min(1),
      }),
    )
    .length(7),
  shortWalk: z.array(slug).length(3),
});
export type ExhibitionSource = z.infer<typeof exhibitionSourceSchema>;

/** A promise to sign with a finger: `signatures` is how many sign it together. */
export const pledgeSourceSchema = z.strictObject({
  id: slug,
  title: sourceTextSchema,
  preamble: sourceTextSchema,
  articles: z.array(sourceTextSchema).min(5).max(8),
  closing: sourceTextSchema,
  signatures: z.union([z.literal(1), z.literal(2)]),
  audiences: z.array(audienceSchema).min(1),
});
export type PledgeSource = z.infer<typeof pledgeSourceSchema>;

/** Help to begin a reflection: `starts` are the first words that a touch lays into the field. */
export const promptsSourceSchema = z
  .array(
    z.strictObject({
      id: slug,
      text: sourceTextSchema,
      starts: sourceTextSchema,
      /** Absent: for everyone. */
      audiences: z.array(audienceSchema).min(1).optional(),
    }),
  )
  .min(1);
export type PromptsSource = z.infer<typeof promptsSourceSchema>;

/** The way that the exhibition goes with one audience. */
const audienceWaySchema = z.strictObject({
  /** Three panels for those with little time. */
  path: z.array(slug).length(3),
  /** All seven aspects, the nearest first: the order of the boards after the path. */
  bays: z.array(aspectIdSchema).length(aspectIds.length),
  opening: sourceTextSchema,
  closing: sourceTextSchema,
  /** Two walk it together, and ask each other something at the boards named here. */
  together: z.literal(true).optional(),
  askEachOther: z.record(slug, sourceTextSchema).optional(),
});

export const audiencesSourceSchema = forEachAudience(audienceWaySchema);
export type AudiencesSource = z.infer<typeof audiencesSourceSchema>;
