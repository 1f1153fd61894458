import type zhHans from './zh-Hans.json';

/** Each page's title is under `page` in the words. */
export type PageName = keyof typeof zhHans.page;
