// What the processes of `bench -- fleet` tell each other.
import { z } from 'zod';

/** Rows of every kiosk: one full batch. */
export const rowsAKiosk = 500;

/** One kiosk's batch, signed and packed, in a file with those of others. */
export const parcelSchema = z.object({
  kioskId: z.string(),
  publicKey: z.string(),
  at: z.number(),
  bytes: z.number(),
});
export type Parcel = z.infer<typeof parcelSchema>;

export const preparedSchema = z.object({ file: z.string(), parcels: z.array(parcelSchema) });
export type Prepared = z.infer<typeof preparedSchema>;

/** The simulator's orders, as a file. */
export const ordersSchema = z.object({
  /** Of the hub's processes; taken in turn. */
  urls: z.array(z.string()),
  hubKey: z.string(),
  spreadMs: z.number(),
  prepared: z.array(preparedSchema),
});
export type Orders = z.infer<typeof ordersSchema>;

export const outcomeSchema = z.object({
  /** Kiosks whose whole batch was acknowledged with the hub's signature. */
  accepted: z.number(),
  /** Answers 503; kiosks came again. */
  busy: z.number(),
  /** Without an answer; kiosks came again. */
  broken: z.number(),
  /** Answers that no kiosk should have had. */
  strange: z.number(),
  acceptedMs: z.array(z.number()),
  drainedMs: z.number(),
  mostFailures: z.number(),
  cpuS: z.number(),
});
export type Outcome = z.infer<typeof outcomeSchema>;
