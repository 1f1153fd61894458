// The seven aspects of discipline, in the order of the bays, and the five audiences (五进).
import { z } from 'zod';

export const aspectIds = [
  'political',
  'organisational',
  'integrity',
  'public',
  'work',
  'life',
  'law',
] as const;
export type AspectId = (typeof aspectIds)[number];
export const aspectIdSchema = z.enum(aspectIds);

export const audiences = ['offices', 'enterprises', 'schools', 'villages', 'families'] as const;
export type Audience = (typeof audiences)[number];
export const audienceSchema = z.enum(audiences);
