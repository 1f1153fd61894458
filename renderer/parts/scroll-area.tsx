// A part of the screen that scrolls under the finger, and says so while there is more below.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export function ScrollArea({
  children,
  className = '',
  focusable = false,
}: {
  children: ReactNode;
  className?: string;
  /** Where nothing inside takes the focus, a keyboard can only scroll the area itself. */
  focusable?: boolean;
}) {
  const { t } = useTranslation();
  const area = useRef<HTMLDivElement>(null);
  const [hasMore, setHasMore] = useState(false);

  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const measure = () => {
      setHasMore(element.scrollHeight - element.clientHeight - element.scrollTop > 24);
    };
    const resizes = new ResizeObserver(measure);
    resizes.observe(element);
    for (const child of element.children) resizes.observe(child);
    // A leaf that is still unfolding reaches further than one that has come to rest.
    for (const name of ['scroll', 'animationend'] as const)
      element.addEventListener(name, measure, { passive: true });
    return () => {
      resizes.disconnect();
      for (const name of ['scroll', 'animationend'] as const) element.removeEventListener(name, measure);
    };
  }, []);

  const scrollDown = () => {
    area.current?.scrollBy({ top: area.current.clientHeight * 0.8, behavior: 'smooth' });
  };

  return (
    <div className={`scroll-area ${className}`}>
      <div className="scroll-area-content" ref={area} tabIndex={focusable ? 0 : undefined}>
        <div>{children}</div>
      </div>
      {hasMore && (
        <button type="button" className="more-below" onClick={scrollDown} tabIndex={-1}>
          <span>{t('moreBelow')}</span>
          <svg className="arrow" viewBox="0 0 44 24" aria-hidden="true">
            <path d="M10 6L22 18L34 6" fill="none" stroke="currentColor" strokeWidth="2.5" />
          </svg>
        </button>
      )}
    </div>
  );
}
