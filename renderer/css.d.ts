import 'react';

declare module 'react' {
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }

  interface HTMLAttributes<T> {
    /** The name under which the browser notes when it painted this first (Element Timing). */
    elementtiming?: string | undefined;
  }
}

declare module 'lxgw-wenkai-webfont/*.css';
