// Whether somebody is at the page. A page that asks by itself keeps nobody signed in; what a person does
// is told to the hub by the next request.

export type Attention = {
  /** True once after something was done. */
  take(): boolean;
  stop(): void;
};

const signs = ['pointerdown', 'keydown', 'hashchange'] as const;

/** Opening the page is something done. */
export function watchAttention(page: EventTarget): Attention {
  let isThere = true;
  const note = () => {
    isThere = true;
  };
  for (const sign of signs) page.addEventListener(sign, note, { capture: true, passive: true });
  return {
    take() {
      const was = isThere;
      isThere = false;
      return was;
    },
    stop() {
      for (const sign of signs) page.removeEventListener(sign, note, { capture: true });
    },
  };
}
