import 'react';

declare module 'react' {
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }

  interface ImgHTMLAttributes<T> {
    /** The name under which the browser notes when the picture was painted (Element Timing). */
    elementtiming?: string | undefined;
  }
}

declare module 'lxgw-wenkai-webfont/*.css';
