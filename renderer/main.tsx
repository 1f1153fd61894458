// The page's entry: words, fonts, exhibition, then the room. While the kiosk is not ready it
// says so and keeps trying; nobody has to touch anything.
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { Exhibition } from '../model/exhibition.ts';
import type { Language } from '../model/language.ts';
import type { ScreenSettings } from '../model/staff-api.ts';
import { KioskScreen, type KioskScreenDeps } from './app/kiosk.tsx';
import { createAskKiosk } from './app/ask-kiosk.ts';
import { createExhibitionSource } from './app/exhibition.ts';
import { FailedScreen, LoadingScreen } from './app/opening-screens.tsx';
import { lightTheLamps } from './app/light-the-lamps.ts';
import { createTakingPart } from './app/taking-part.ts';
import { loadFonts } from './app/fonts.ts';
import { keepThePage } from './app/keep-the-page.ts';
import { startI18n } from './i18n/i18n.ts';
import bell from './art/bell.svg';
import { decode } from './parts/decode-image.ts';
import { createLogClient } from './log/log-client.ts';
import './app/room.css';

const firstLanguage: Language = 'zh-Hans';
const retryMs = 2_000;
/** Sooner than this nobody needs to be told that something is loading, and a frame costs time. */
const loadingMs = 500;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const { fetchTagged, fetchJson, fetchTag, post } = createAskKiosk((...asked) => fetch(...asked));

async function openRoom(): Promise<void> {
  const element = document.getElementById('root');
  if (!element) throw new Error('index.html has no #root');
  const root = createRoot(element);
  keepThePage(window);
  const i18n = await startI18n(firstLanguage);
  const source = createExhibitionSource({ fetchTagged, fetchTag });
  let wanted = firstLanguage;
  const log = createLogClient({
    post: (events) => post('/api/log', { events }),
    now: () => performance.now(),
    newId: () => crypto.randomUUID(),
    wait,
    onRefused: (events, status) =>
      console.error(`the log refused ${events.length} events with ${status}`, events),
  });
  const clockAndIds = { now: () => performance.now(), newId: () => crypto.randomUUID() };
  const deps: KioskScreenDeps = {
    log,
    takingPart: createTakingPart({ log, fetchJson, post, wait, ...clockAndIds }),
    loadExhibition: source.load,
    refreshExhibition: source.refresh,
    async loadVisitsToday() {
      const today = await fetchJson('/api/today').catch(() => undefined);
      return isToday(today) ? today.visits : undefined;
    },
    loadScreenSettings: () =>
      fetchJson('/api/screen').then(
        // The page trusts its own origin.
        (settings) => settings as ScreenSettings,
        () => undefined,
      ),
    async loadPreview(language) {
      const text = JSON.stringify(await fetchJson(`/preview/api/exhibition?lang=${language}`));
      // Its media lie beside those that are shown, under an address of their own.
      return JSON.parse(text.replaceAll('"/media/', '"/preview/media/')) as Exhibition;
    },
    async setScreenLanguage(language) {
      if (wanted === language) return;
      wanted = language;
      await loadFonts(language);
      // The visitor may have chosen again meanwhile.
      if (wanted !== language) return;
      document.documentElement.lang = language;
      await i18n.changeLanguage(language);
    },
    ...clockAndIds,
  };
  const loading = setTimeout(() => root.render(<LoadingScreen />), loadingMs);
  for (;;) {
    try {
      const [first] = await Promise.all([source.load(firstLanguage), decodeBell()]);
      clearTimeout(loading);
      void lightTheLamps(first, i18n);
      root.render(
        <I18nextProvider i18n={i18n}>
          <KioskScreen first={first} deps={deps} />
        </I18nextProvider>,
      );
      return;
    } catch (error) {
      clearTimeout(loading);
      console.error('the exhibition could not be loaded', error);
      root.render(<FailedScreen />);
      await wait(retryMs);
    }
  }
}

/** So that the bell hangs in the very first frame; without it the room opens all the same. */
const decodeBell = () =>
  decode(bell).catch((error: unknown) => console.info('the bell cannot be drawn', error));

function isToday(value: unknown): value is { visits: number } {
  return typeof value === 'object' && value !== null && 'visits' in value && typeof value.visits === 'number';
}

void openRoom();
