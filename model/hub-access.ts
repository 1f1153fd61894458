// Who may do what at the hub, and what its sign-in pages and the hub say to each other. The table of
// roles is the only place where a right is given; every route names the right that it asks for.
import { z } from 'zod';

export const hubRoles = ['organiser', 'reviewer', 'viewer', 'technician'] as const;
export type HubRole = (typeof hubRoles)[number];
export const hubRoleSchema = z.enum(hubRoles);

/** Each right, and the roles that have it. */
export const rightsOf = {
  /** How the kiosks are, and which editions there are. */
  'see-kiosks': ['organiser', 'reviewer', 'viewer', 'technician'],
  /** Visits, panels, taking part: numbers, and the rows behind them, which name nobody. */
  'see-figures': ['organiser', 'reviewer', 'viewer'],
  'export-figures': ['organiser', 'reviewer', 'viewer'],
  /** Reading and deciding on what visitors shared. */
  'review-reflections': ['organiser', 'reviewer'],
  /** What its writers keep private, as ciphertext: only the organisers' key file opens it. */
  'fetch-sealed': ['organiser'],
  'erase-words': ['organiser'],
  /** Enrolling, naming and revoking kiosks, and a stick's batches in and acknowledgements out. */
  'manage-kiosks': ['organiser', 'technician'],
  'upload-editions': ['organiser', 'technician'],
  /** What kiosks are to show, and which cases they must not show any more. */
  'release-editions': ['organiser'],
  'manage-people': ['organiser'],
  'see-audit': ['organiser'],
} as const satisfies Record<string, readonly HubRole[]>;
export type Right = keyof typeof rightsOf;

export function mayDo(role: HubRole, right: Right): boolean {
  const roles: readonly HubRole[] = rightsOf[right];
  return roles.includes(role);
}

/** A page that looks for news by itself says so, so that it keeps nobody signed in. */
export const quietHeader = 'Jingzhong-Quiet';

/** How an account is called when signing in: one spelling, whatever was typed. */
export const loginSchema = z
  .string()
  .max(200)
  .transform((login) => login.normalize('NFKC').trim().toLowerCase())
  .refine((login) => /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{1,63}$/u.test(login), {
    message: 'two to 64 letters, digits, or . _ @ + -',
  });

export const shortestPassword = 10;
/** Length, not kinds of characters: what people can remember and machines cannot guess. */
export const newPasswordSchema = z
  .string()
  .max(200)
  .transform((password) => password.normalize('NFC'))
  .refine((password) => [...password].length >= shortestPassword, {
    message: `at least ${shortestPassword} characters`,
  })
  .refine((password) => new Set(password).size >= 5, { message: 'more different characters' });

const personName = z.string().trim().min(1).max(80);
const token = z.string().regex(/^[0-9A-Za-z_-]{43}$/, { message: 'the token of a link' });

export const signInSchema = z.strictObject({ login: z.string().max(200), password: z.string().max(400) });
export const linkTokenSchema = z.strictObject({ token });
export const acceptLinkSchema = z.strictObject({
  token,
  login: loginSchema,
  name: personName,
  password: newPasswordSchema,
});
export const changePasswordSchema = z.strictObject({
  current: z.string().max(400),
  next: newPasswordSchema,
});
export const inviteSchema = z.strictObject({ role: hubRoleSchema, name: personName });
export const changePersonSchema = z
  .strictObject({ role: hubRoleSchema.optional(), state: z.enum(['active', 'closed']).optional() })
  .refine(({ role, state }) => role !== undefined || state !== undefined, { message: 'something to change' });

export const meSchema = z.object({
  accountId: z.string(),
  login: z.string(),
  name: z.string(),
  role: hubRoleSchema,
});
export type Me = z.infer<typeof meSchema>;

/** GET /api/session: also for those who have not signed in. */
export const sessionSchema = z.object({
  hubName: z.string(),
  /** Every figure comes from `seed-demo`, not from a tour. */
  isDemo: z.boolean(),
  /** Nobody has an account yet: the link that was printed at the first start makes the first. */
  awaitsFirst: z.boolean(),
  /** One can sign in through the organisation's own service (OpenID Connect) too. */
  hasOpenid: z.boolean(),
  me: meSchema.nullable(),
});
export type HubSession = z.infer<typeof sessionSchema>;

export const signedInSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-in'), me: meSchema }),
  z.object({ kind: z.literal('wrong'), waitSeconds: z.int() }),
  z.object({ kind: z.literal('wait'), waitSeconds: z.int() }),
]);

/** Why nobody was signed in by way of the organisation's own service; the dashboard has a sentence for each. */
export const openidRefusals = [
  'openid-off',
  'openid-elsewhere',
  'openid-unreachable',
  'openid-stale',
  'openid-denied',
  'openid-broken',
  'openid-unverified',
  'openid-no-account',
  'openid-closed',
  'openid-other-person',
] as const;
export type OpenidRefusal = (typeof openidRefusals)[number];

/** Where the browser is to go to sign in there. */
export const openidBegunSchema = z.object({ address: z.url({ protocol: /^https?$/ }) });
/** The page that the hub leads back to: `/openid/done`, or `/openid/` and the code of a refusal. */
export const openidDone = 'done';

export const linkSchema = z.object({
  kind: z.enum(['first', 'invitation', 'new-password']),
  role: hubRoleSchema,
  name: z.string(),
  /** Of a link for a new password. */
  login: z.string().nullable(),
  expiresMs: z.int(),
});
export type AccountLink = z.infer<typeof linkSchema>;

/** The link itself is shown once: the hub keeps only its hash. */
export const madeLinkSchema = z.object({ path: z.string(), expiresMs: z.int() });
export type MadeLink = z.infer<typeof madeLinkSchema>;

export const peopleSchema = z.object({
  people: z.array(
    z.object({
      accountId: z.string(),
      login: z.string(),
      name: z.string(),
      role: hubRoleSchema,
      state: z.enum(['active', 'closed']),
      createdMs: z.int(),
      lastSeenMs: z.int().nullable(),
    }),
  ),
  invitations: z.array(
    z.object({
      linkId: z.string(),
      kind: z.enum(['invitation', 'new-password']),
      role: hubRoleSchema,
      name: z.string(),
      madeBy: z.string(),
      expiresMs: z.int(),
    }),
  ),
});
export type People = z.infer<typeof peopleSchema>;

/** Stable names; the dashboard has a sentence for each. */
export const auditActs = [
  'account-made',
  'account-changed',
  'password-changed',
  'link-made',
  'link-withdrawn',
  'signed-in',
  'signed-out',
  'sign-in-refused',
  'account-linked',
  'account-unlinked',
  'reflection-decided',
  'words-erased',
  'words-retired',
  'sealed-fetched',
  'pack-uploaded',
  'pack-refused',
  'edition-released',
  'edition-withdrawn',
  'case-recalled',
  'itinerary-changed',
  'edition-key-added',
  'edition-key-removed',
  'enrolment-code-made',
  'enrolment-code-withdrawn',
  'kiosk-changed',
  'kiosk-revoked',
  'batches-carried',
  'figures-exported',
  'demo-seeded',
] as const;
export type AuditAct = (typeof auditActs)[number];

export const auditSchema = z.object({
  entries: z.array(
    z.object({
      n: z.int(),
      atMs: z.int(),
      who: z.string(),
      act: z.string(),
      about: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  /** The `before` of the next page; null at the end. */
  next: z.int().nullable(),
});
export type AuditPage = z.infer<typeof auditSchema>;
