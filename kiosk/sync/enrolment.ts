// Which hub this kiosk belongs to, kept in DIR/staff/hub.json, and how it came to: staff type a
// one-time code, both sides prove to know its secret, and the hub's key is known from then on.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import {
  codeAlphabet,
  codeIdLength,
  codeLength,
  enrolledPrefix,
  enrolledSchema,
  enrolmentMessage,
  provenSchema,
  type Enrolled,
  type Enrolment,
} from '../../model/sync-api.ts';
import { keepJson, type JsonFile } from '../staff/keep-json.ts';

export const hubSchema = z.strictObject({
  /** Without a slash at its end. */
  url: z.url({ protocol: /^https?$/ }).max(400),
  hub_id: z.string().max(40),
  hub_name: z.string().max(120),
  hub_key: z.base64().length(44),
  kiosk_name: z.string().max(120),
});
export type Hub = z.infer<typeof hubSchema>;

export type EnrolmentFile = JsonFile<Hub | null>;

export function keepEnrolment(options: { dataDir: string; tell(line: string): void }): EnrolmentFile {
  return keepJson<Hub | null>({
    path: join(options.dataDir, 'staff', 'hub.json'),
    schema: hubSchema.nullable(),
    empty: null,
    tell: options.tell,
  });
}

/** What somebody types for a code: any case, with or without dashes, O for 0, I and L for 1. */
export function readCode(typed: string): string | undefined {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s–—-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const isCode = code.length === codeLength && [...code].every((letter) => codeAlphabet.includes(letter));
  return isCode ? code : undefined;
}

/** `hub.example.org:4720` is an address too; undefined for what is none. */
export function readHubUrl(typed: string): string | undefined {
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '')
    return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

export function makeEnrolment(
  code: string,
  kiosk: Pick<Enrolment, 'kiosk_id' | 'public_key' | 'version'>,
): Enrolment {
  return {
    format: 1,
    code_id: code.slice(0, codeIdLength),
    ...kiosk,
    proof: prove(code, enrolmentMessage(kiosk)),
  };
}

/** Undefined for an answer of somebody who does not know the code's secret, or for another kiosk. */
export function openEnrolled(code: string, answer: unknown, kioskId: string): Enrolled | undefined {
  const proven = provenSchema.safeParse(answer);
  if (!proven.success) return undefined;
  const expected = Buffer.from(prove(code, enrolledPrefix + proven.data.body));
  if (!timingSafeEqual(expected, Buffer.from(proven.data.proof))) return undefined;
  const enrolled = parseEnrolled(proven.data.body);
  return enrolled?.kiosk_id === kioskId ? enrolled : undefined;
}

function parseEnrolled(body: string): Enrolled | undefined {
  try {
    return enrolledSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

function prove(code: string, message: string): string {
  return createHmac('sha256', code.slice(codeIdLength)).update(message).digest('hex');
}
