// Every address of the kiosk, with the schemas of what is sent there and answered. docs/routes.md is
// made from this (npm run routes); tests hold the handler to it.
import { z } from 'zod';
import { exhibitionSchema } from './exhibition.ts';
import { appendedSchema, healthSchema, todaySchema, wallSchema } from './kiosk-answers.ts';
import { languageSchema } from './language.ts';
import { postedEventsSchema } from './log-event.ts';
import { trustedKeysSchema } from './pack.ts';
import { postedReflectionSchema } from './reflection.ts';
import {
  acceptKeySchema,
  hubActionSchema,
  hubAnswerSchema,
  accessSchema,
  arriveSchema,
  changePinSchema,
  closeGroupSchema,
  decisionSchema,
  editionActionSchema,
  editionAnswerSchema,
  editionsSchema,
  enteredSchema,
  enterSchema,
  itinerarySchema,
  lightsSchema,
  openGroupSchema,
  programStateSchema,
  recordActivitySchema,
  reviewedReflectionsSchema,
  screenSettingsSchema,
  selfTestReportSchema,
  selfTestSchema,
  settingsAnswerSchema,
  settingsSchema,
  setUpSchema,
  sticksSchema,
  tourSchema,
} from './staff-api.ts';
import { jobAnswerSchema, startJobSchema } from './staff-jobs.ts';

/** `anyone`: who reaches the kiosk's own address, and so nobody but its screen and this machine. */
export type RouteFor = 'anyone' | 'staff' | 'technician';

export type KioskRoute = {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  for: RouteFor;
  says: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Of a success; absent where a file is answered. */
  answer?: z.ZodType;
};

const nothing = z.strictObject({});
const written = z.strictObject({ eventId: z.uuid() });
const language = z.strictObject({ lang: languageSchema });

const forVisitors: KioskRoute[] = [
  {
    method: 'GET',
    path: '/api/exhibition',
    for: 'anyone',
    says: 'The edition on screen in one language, with an ETag.',
    query: language,
    answer: exhibitionSchema,
  },
  { method: 'GET', path: '/media/*', for: 'anyone', says: 'A file of the edition, with ETag and Range.' },
  {
    method: 'POST',
    path: '/api/log',
    for: 'anyone',
    says: 'The screen’s events, up to 100 and 256 KiB: all are written and on the disk, or none.',
    body: postedEventsSchema,
    answer: appendedSchema,
  },
  {
    method: 'POST',
    path: '/api/reflections',
    for: 'anyone',
    says: 'A reflection, as text or ink. Private ones are sealed before they are written.',
    body: postedReflectionSchema,
    answer: appendedSchema,
  },
  {
    method: 'GET',
    path: '/api/today',
    for: 'anyone',
    says: 'Visits counted today, and pledges signed in all.',
    answer: todaySchema,
  },
  {
    method: 'GET',
    path: '/api/wall',
    for: 'anyone',
    says: 'What visitors shared and staff approved, this stop’s first.',
    answer: wallSchema,
  },
  {
    method: 'GET',
    path: '/api/screen',
    for: 'anyone',
    says: 'What every screen may know of the settings.',
    answer: screenSettingsSchema,
  },
  {
    method: 'GET',
    path: '/api/health',
    for: 'anyone',
    says: 'How the kiosk is.',
    answer: healthSchema,
  },
];

const preview: KioskRoute[] = [
  {
    method: 'GET',
    path: '/preview/api/exhibition',
    for: 'staff',
    says: 'The edition that waits to be shown. A picture cannot say who asks, so it is enough that staff are in.',
    query: language,
    answer: exhibitionSchema,
  },
  { method: 'GET', path: '/preview/media/*', for: 'staff', says: 'A file of that edition.' },
];

const wayIn: KioskRoute[] = [
  {
    method: 'GET',
    path: '/api/staff/access',
    for: 'anyone',
    says: 'Whether PINs are set, and how long to wait after wrong ones.',
    answer: accessSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/set-up',
    for: 'anyone',
    says: 'Sets both PINs, in the first fifteen minutes of a new kiosk or after a recovery.',
    body: setUpSchema,
    answer: accessSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/enter',
    for: 'anyone',
    says: 'A PIN for a session’s token, sent as `Authorization: Bearer`; 403 with the wait where it is wrong.',
    body: enterSchema,
    answer: enteredSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/recovery',
    for: 'anyone',
    says: 'Looks for the organisers’ signed recovery file on the sticks.',
    answer: z.strictObject({
      outcome: z.enum(['recovered', 'no-file', 'not-for-this-kiosk', 'not-signed']),
    }),
  },
  { method: 'POST', path: '/api/staff/leave', for: 'staff', says: 'Ends the session.', answer: nothing },
  {
    method: 'POST',
    path: '/api/staff/pin',
    for: 'technician',
    says: 'Sets another PIN for one role.',
    body: changePinSchema,
    answer: nothing,
  },
];

const tour: KioskRoute[] = [
  {
    method: 'GET',
    path: '/api/staff/tour',
    for: 'staff',
    says: 'Where the kiosk stands.',
    answer: tourSchema,
  },
  ...(
    [
      ['arrive', 'Arrives at a stop; the one before is left.', arriveSchema],
      ['leave', 'Leaves the stop.', nothing],
      ['groups', 'A group is here.', openGroupSchema],
      ['groups/close', 'A group has gone.', closeGroupSchema],
      ['activities', 'One of the six activities was held.', recordActivitySchema],
    ] as const
  ).map(([name, says, body]) => ({
    method: 'POST' as const,
    path: `/api/staff/tour/${name}`,
    for: 'staff' as const,
    says: `${says} Answers with the tour as it is then.`,
    body,
    answer: tourSchema,
  })),
  {
    method: 'PUT',
    path: '/api/staff/tour/itinerary',
    for: 'staff',
    says: 'The stops that are planned.',
    body: itinerarySchema,
    answer: tourSchema,
  },
];

const care: KioskRoute[] = [
  {
    method: 'GET',
    path: '/api/staff/lights',
    for: 'staff',
    says: 'The traffic light.',
    answer: lightsSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/self-test',
    for: 'staff',
    says: 'What the screen found in the self-test; the kiosk adds what it tries itself.',
    body: selfTestSchema,
    answer: selfTestReportSchema,
  },
  {
    method: 'GET',
    path: '/api/staff/reflections',
    for: 'staff',
    says: 'What visitors shared, for review: marked ones first.',
    answer: reviewedReflectionsSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/reviews',
    for: 'staff',
    says: 'Decides on one of them.',
    body: decisionSchema,
    answer: written,
  },
  {
    method: 'GET',
    path: '/api/staff/settings',
    for: 'staff',
    says: 'How the kiosk is set, and what its shell can do.',
    answer: settingsAnswerSchema,
  },
  {
    method: 'PUT',
    path: '/api/staff/settings',
    for: 'staff',
    says: 'Sets it. Only a technician changes whether unsigned editions are allowed.',
    body: settingsSchema,
    answer: settingsAnswerSchema,
  },
  {
    method: 'GET',
    path: '/api/staff/hub',
    for: 'staff',
    says: 'Whether this kiosk belongs to a hub, and how the two stand.',
    answer: hubAnswerSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/hub',
    for: 'staff',
    says: 'Tries now; a technician joins a hub, leaves it, or makes a copied disk another kiosk.',
    body: hubActionSchema,
    answer: hubAnswerSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/relaunch',
    for: 'staff',
    says: 'Starts the program anew.',
    answer: nothing,
  },
  {
    method: 'POST',
    path: '/api/staff/reset',
    for: 'technician',
    says: 'Sets the kiosk back at its next start; everything is moved aside, nothing deleted.',
    answer: z.strictObject({ restartsItself: z.boolean() }),
  },
];

const sticksAndEditions: KioskRoute[] = [
  {
    method: 'GET',
    path: '/api/staff/sticks',
    for: 'staff',
    says: 'The sticks that are in, and what is on them.',
    answer: sticksSchema,
  },
  {
    method: 'GET',
    path: '/api/staff/job',
    for: 'staff',
    says: 'The job that runs, or the last one.',
    answer: jobAnswerSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/job',
    for: 'staff',
    says: 'Starts one; `update` is a technician’s.',
    body: startJobSchema,
    answer: jobAnswerSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/job/stop',
    for: 'staff',
    says: 'Stops it; nothing half done stays.',
    answer: jobAnswerSchema,
  },
  {
    method: 'GET',
    path: '/api/staff/editions',
    for: 'staff',
    says: 'The editions of this kiosk, and the cases called back.',
    answer: editionsSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/editions',
    for: 'staff',
    says: 'Shows the one that waits, goes back, drops it, or takes a case off.',
    body: editionActionSchema,
    answer: editionAnswerSchema,
  },
  {
    method: 'GET',
    path: '/api/staff/keys',
    for: 'staff',
    says: 'Whose editions this kiosk goes by.',
    answer: trustedKeysSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/keys/accept',
    for: 'technician',
    says: 'Goes by the key of a file on a stick from now on.',
    body: acceptKeySchema,
    answer: trustedKeysSchema,
  },
  {
    method: 'GET',
    path: '/api/staff/program',
    for: 'technician',
    says: 'The program, and the updates of it on the sticks.',
    answer: programStateSchema,
  },
  {
    method: 'POST',
    path: '/api/staff/program/back',
    for: 'technician',
    says: 'Starts anew with the version before.',
    answer: programStateSchema,
  },
];

export const routeGroups = [
  { title: 'The exhibition', routes: forVisitors },
  { title: 'The preview', routes: preview },
  { title: 'The way in', routes: wayIn },
  { title: 'The tour', routes: tour },
  { title: 'Care of the kiosk, and review', routes: care },
  { title: 'Sticks, editions and the program', routes: sticksAndEditions },
] as const;

export const kioskRoutes: readonly KioskRoute[] = routeGroups.flatMap(({ routes }) => routes);
