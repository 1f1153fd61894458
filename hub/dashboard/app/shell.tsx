// What stands around every page: whose hub it is, where one can go, who is signed in; and the page.
import { Suspense, useEffect, useRef, useState, type RefObject } from 'react';
import { mayDo, type HubSession, type Me } from '../../../model/hub-access.ts';
import { keepFilters } from '../filters/filters.ts';
import { useWords } from '../i18n/i18n.ts';
import { pages, type Page } from '../pages.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { PageGuard } from '../parts/page-guard.tsx';
import seal from '../parts/seal.svg';
import { AccountMenu } from './account-menu.tsx';
import { MeContext } from './me-context.ts';
import { PageContext } from './page-context.ts';
import { writeRoute, type Route } from './route.ts';
import { useRoute } from './use-route.ts';

export function Shell({ session, me }: { session: HubSession; me: Me }) {
  const { t } = useWords();
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const allowed = pages.filter(({ right }) => mayDo(me.role, right));
  const page = route.path === '/' ? allowed[0] : allowed.find(({ path }) => path === route.path);
  useHeadingFocus(main, page?.path ?? route.path);
  usePagesAhead(allowed);
  return (
    <div className="shell">
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          // The address after `#` is where one is; it must not become `#main`.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <header className="rail">
        <p className="rail-name">
          <img src={seal} alt="" width="36" height="36" />
          <span>
            <strong>{t('app.bell')}</strong>
            <span className="rail-hub">{session.hubName}</span>
          </span>
        </p>
        <Navigation pages={allowed} route={route} now={page?.path ?? ''} />
        <AccountMenu me={me} />
      </header>
      <div className="desk">
        {session.isDemo && (
          <aside className="demo" aria-label={t('app.demoName')}>
            {t('app.demo')}
          </aside>
        )}
        <main ref={main} id="main" tabIndex={-1}>
          <MeContext value={me}>{page ? <Shown page={page} /> : <NoSuchPage />}</MeContext>
        </main>
      </div>
    </div>
  );
}

function Shown({ page }: { page: Page }) {
  const { path, Screen } = page;
  return (
    <PageContext value={page}>
      <PageGuard key={path}>
        <Suspense fallback={<div className="skeleton" />}>
          <Screen />
        </Suspense>
      </PageGuard>
    </PageContext>
  );
}

function NoSuchPage() {
  const { t } = useWords();
  return (
    <PageFrame title={t('app.noPage')} lead={t('app.noPageWhy')}>
      <p>
        <a href={writeRoute({ path: '/', query: {} })}>{t('app.toBeginning')}</a>
      </p>
    </PageFrame>
  );
}

const groups = ['figures', 'work', 'house'] as const;

function Navigation({ pages: shown, route, now }: { pages: readonly Page[]; route: Route; now: string }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [route.path]);
  const query = keepFilters(route.query);
  return (
    <nav className={isOpen ? 'nav is-open' : 'nav'} aria-label={t('app.pages')}>
      <button
        type="button"
        className="nav-toggle"
        aria-expanded={isOpen}
        aria-controls="pages"
        onClick={() => setOpen(!isOpen)}
      >
        {t('app.pages')}
      </button>
      <div id="pages" className="nav-pages">
        {groups.map((group) => {
          const ofGroup = shown.filter((page) => page.group === group && page.isBehind !== true);
          if (ofGroup.length === 0) return null;
          return (
            <ul key={group} aria-label={t(`group.${group}`)}>
              {ofGroup.map(({ path, name }) => (
                <li key={path}>
                  <a
                    href={writeRoute({ path, query: group === 'figures' ? query : {} })}
                    aria-current={path === now ? 'page' : undefined}
                  >
                    {t(`page.${name}`)}
                  </a>
                </li>
              ))}
            </ul>
          );
        })}
      </div>
    </nav>
  );
}

/** Another page begins at its heading, for those who hear it and those who use the keyboard. */
function useHeadingFocus(main: RefObject<HTMLElement | null>, path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [main, path]);
}

/** The other pages' programs are fetched while nothing else is to do: turning to one is at once then. */
function usePagesAhead(allowed: readonly Page[]): void {
  const names = allowed.map(({ name }) => name).join(' ');
  useEffect(() => {
    const ahead = setTimeout(() => {
      for (const { name, load } of pages) {
        // Whoever turns to the page is told where it cannot be had.
        if (names.split(' ').includes(name)) load().catch(() => undefined);
      }
    }, aheadAfterMs);
    return () => clearTimeout(ahead);
  }, [names]);
}

const aheadAfterMs = 1_500;
