// A page whose program could not be fetched, or that broke: the rest of the dashboard goes on, and the reader
// is told what to do.
import { Component, type ReactNode } from 'react';
import { useWords } from '../i18n/i18n.ts';

type PageGuardProps = { children: ReactNode };

export class PageGuard extends Component<PageGuardProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

/** Only a new page asks for its program again; the address keeps where one was. */
function Broken() {
  const { t } = useWords();
  return (
    <div className="note note-failed" role="alert">
      <p>{t('state.pageFailed')}</p>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {t('state.again')}
      </button>
    </div>
  );
}
