// The page's entry: words, fonts, the way to the hub, then the screens.
import { QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './app/app.tsx';
import { loadFonts } from './app/fonts.ts';
import { comeBack } from './entrance/way-back.ts';
import { makeAskHub } from './hub-api/ask-hub.ts';
import { watchAttention } from './hub-api/attention.ts';
import { HubContext } from './hub-api/hub-context.ts';
import { makeQueryClient } from './hub-api/query-client.ts';
import { findLanguage, keptLanguage, startI18n } from './i18n/i18n.ts';
// In this order: a telephone's rules stand after those that they change.
import './app/ground.css';
import './app/frame.css';
import './app/controls.css';
import './parts/states.css';
import './parts/register.css';
import './entrance/entrance.css';
import './app/telephone.css';
import './app/desk.css';

async function openDashboard(): Promise<void> {
  const element = document.getElementById('root');
  if (!element) throw new Error('index.html has no #root');
  const notLetIn = comeBack(window);
  const i18n = await startI18n(findLanguage(keptLanguage(), navigator.languages));
  void loadFonts(i18n.language);
  i18next.on('languageChanged', (language) => void loadFonts(language));
  const ask = makeAskHub({ fetch: window.fetch.bind(window), attention: watchAttention(window) });
  createRoot(element).render(
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={makeQueryClient()}>
        <HubContext value={ask}>
          <App notLetIn={notLetIn} />
        </HubContext>
      </QueryClientProvider>
    </I18nextProvider>,
  );
}

void openDashboard();
