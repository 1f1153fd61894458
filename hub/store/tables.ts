// Every table of the hub; the rows of each are described in the folder that looks after it. Uuids are 16 bytes
// here and text only at the edges; times are Unix milliseconds unless their name says otherwise; JSON is text.
// In what is derived, an empty string stands for nothing, so that it can be a part of a key.
import type {
  AccountsTable,
  AccountSessionsTable,
  AccountLinksTable,
  AccountIdentitiesTable,
  OpenidReturnsTable,
  LoginFailuresTable,
  AuditTable,
} from '../accounts/account-tables.ts';
import type {
  VisitCountsTable,
  SessionCountsTable,
  HourCountsTable,
  PanelCountsTable,
  StepCountsTable,
  PledgeCountsTable,
  ScreenCountsTable,
  ReflectionCountsTable,
} from '../count/aggregate-tables.ts';
import type {
  ContextEventsTable,
  EditionFactsTable,
  StopsTable,
  StaysTable,
  GroupWindowsTable,
  OffTimesTable,
  ActivitiesTable,
} from '../count/context-tables.ts';
import type {
  StaleVisitsTable,
  VisitsTable,
  VisitPanelsTable,
  VisitActsTable,
  PanelsTable,
} from '../count/visit-tables.ts';
import type { ReleasesTable, RecallListsTable } from '../editions/edition-tables.ts';
import type { FeedTable, FeedCounterTable } from '../feed/feed-tables.ts';
import type {
  LogsTable,
  ReceiptsTable,
  EventsTable,
  ParkedEventsTable,
  BootsTable,
} from '../ingest/ingest-tables.ts';
import type { KiosksTable, EnrolmentCodesTable } from '../kiosks/kiosk-tables.ts';
import type { PacksTable, PackPartsTable, UploadsTable, EditionKeysTable } from '../packs/pack-tables.ts';
import type { ReflectionsTable, WordsTable, ErasuresTable } from '../reflections/reflection-tables.ts';
import type { HubTable, ItineraryTable, BackupsTable, SchemaVersionTable } from './hub-tables.ts';

export type Tables = {
  hub: HubTable;
  itinerary: ItineraryTable;
  backups: BackupsTable;
  schema_version: SchemaVersionTable;

  kiosks: KiosksTable;
  enrolment_codes: EnrolmentCodesTable;

  logs: LogsTable;
  receipts: ReceiptsTable;
  events: EventsTable;
  parked_events: ParkedEventsTable;
  boots: BootsTable;

  context_events: ContextEventsTable;
  edition_facts: EditionFactsTable;
  stops: StopsTable;
  stays: StaysTable;
  group_windows: GroupWindowsTable;
  off_times: OffTimesTable;
  activities: ActivitiesTable;

  stale_visits: StaleVisitsTable;
  visits: VisitsTable;
  visit_panels: VisitPanelsTable;
  visit_acts: VisitActsTable;
  panels: PanelsTable;

  visit_counts: VisitCountsTable;
  session_counts: SessionCountsTable;
  hour_counts: HourCountsTable;
  panel_counts: PanelCountsTable;
  step_counts: StepCountsTable;
  pledge_counts: PledgeCountsTable;
  screen_counts: ScreenCountsTable;
  reflection_counts: ReflectionCountsTable;

  reflections: ReflectionsTable;
  words: WordsTable;
  erasures: ErasuresTable;

  feed: FeedTable;
  feed_counter: FeedCounterTable;

  packs: PacksTable;
  pack_parts: PackPartsTable;
  uploads: UploadsTable;
  edition_keys: EditionKeysTable;

  releases: ReleasesTable;
  recall_lists: RecallListsTable;

  accounts: AccountsTable;
  account_sessions: AccountSessionsTable;
  account_links: AccountLinksTable;
  account_identities: AccountIdentitiesTable;
  openid_returns: OpenidReturnsTable;
  login_failures: LoginFailuresTable;
  audit: AuditTable;
};
