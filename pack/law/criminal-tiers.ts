// Sums and sentences of the crimes a case may end in. Articles: Criminal Law to Amendment XII;
// sums: the 2016 joint interpretation (arts. 1-3, 5-9) and the 2022 prosecution standards.
// For arts. 163, 271 and 272 only the first tier is verified, so only it may be used.
import type { Crime } from '../../model/edition-source.ts';

interface Tier {
  fromYuan: number;
  /** Exclusive. */
  belowYuan: number;
  months: [least: number, most: number];
}

export interface CrimeRule {
  /** Any one of these must be among the case's citations. */
  articles: string[];
  tiers: Tier[];
  hasFine: boolean;
  /** Committed by a state functionary (arts. 382, 384, 385). */
  byOfficial: boolean;
}

const tenThousand = 10_000;
const noLimit = Number.POSITIVE_INFINITY;
const lifeMonths = 300;

function tier(fromWan: number, belowWan: number, least: number, most: number): Tier {
  return { fromYuan: fromWan * tenThousand, belowYuan: belowWan * tenThousand, months: [least, most] };
}

const corruptionTiers = [tier(3, 20, 1, 36), tier(20, 300, 36, 120), tier(300, noLimit, 120, lifeMonths)];

export const crimeRules: Record<Crime, CrimeRule> = {
  embezzlement: { articles: ['382', '383', '394'], tiers: corruptionTiers, hasFine: true, byOfficial: true },
  'bribe-taking': {
    articles: ['385', '386', '383', '388'],
    tiers: corruptionTiers,
    hasFine: true,
    byOfficial: true,
  },
  'misappropriation-of-public-funds': {
    articles: ['384'],
    tiers: [tier(3, 200, 1, 60), tier(200, 500, 60, 180), tier(500, noLimit, 60, lifeMonths)],
    hasFine: false,
    byOfficial: true,
  },
  'trading-in-influence': {
    articles: ['388-1'],
    tiers: [tier(3, 20, 1, 36), tier(20, 300, 36, 84)],
    hasFine: true,
    byOfficial: false,
  },
  'bribe-giving': {
    articles: ['389', '390'],
    tiers: [tier(3, 100, 1, 36), tier(100, 500, 36, 120), tier(500, noLimit, 120, lifeMonths)],
    hasFine: true,
    byOfficial: false,
  },
  'non-state-bribe-taking': {
    articles: ['163'],
    tiers: [tier(3, 20, 1, 36)],
    hasFine: true,
    byOfficial: false,
  },
  'non-state-embezzlement': {
    articles: ['271'],
    tiers: [tier(3, 20, 1, 36)],
    hasFine: true,
    byOfficial: false,
  },
  'misappropriation-of-company-funds': {
    articles: ['272'],
    tiers: [tier(3, 200, 1, 36)],
    hasFine: false,
    byOfficial: false,
  },
};

/** The tier that a sum falls in; undefined where it is below the threshold or beyond what is verified. */
export function findTier(crime: Crime, sumYuan: number): Tier | undefined {
  return crimeRules[crime].tiers.find(
    ({ fromYuan, belowYuan }) => fromYuan <= sumYuan && sumYuan < belowYuan,
  );
}
