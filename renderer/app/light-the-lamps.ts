// The first screen, when the page is opened: the bell hangs in the dark at once and can be
// touched; the wall is lit and lettered when its pictures and fonts are there. Set in a font that
// is not there yet, words would be searched for in every font of the system, shown as whatever
// was found, and set again a moment later.
import type { i18n } from 'i18next';
import type { Exhibition } from '../../model/exhibition.ts';
import { boardsOnTheWall } from '../features/attract/boards-on-the-wall.ts';
import { decode } from '../parts/decode-image.ts';
import { loadFonts } from './fonts.ts';

/** Later than this the lamps are lit whatever is still missing. */
const patienceMs = 1_500;
const boardsInSight = 3;

/** The page carries `data-lamps="unlit"` until what `exhibition`'s first screen needs is there. */
export async function lightTheLamps(exhibition: Exhibition, { t }: i18n): Promise<void> {
  const page = document.documentElement;
  page.dataset.lamps = 'unlit';
  const boards = boardsOnTheWall(exhibition);
  const voice = boards[0]?.cases[0];
  const keys = ['language', 'textSize', 'contrast', 'readAloud', 'reach'] as const;
  const serif = [
    exhibition.title,
    t('attract.inscription'),
    t('attract.begin'),
    ...boards.map(({ title }) => title),
    ...keys.map((key) => t(`access.${key}Mark`)),
  ];
  const sans = [exhibition.subtitle, t('attract.today_zero'), ...keys.map((key) => t(`access.${key}`))];
  const kai = [voice?.confession, voice?.role, t('attract.fictional')];
  const letter = async () => {
    await loadFonts(exhibition.language);
    await Promise.all([
      document.fonts.load('16px "Noto Serif SC Variable"', serif.join('')),
      document.fonts.load('16px "Noto Sans SC Variable"', sans.join('')),
      document.fonts.load('16px "LXGW WenKai"', kai.join('')),
    ]);
  };
  await Promise.race([
    Promise.allSettled([
      letter(),
      ...boards.slice(0, boardsInSight).map(({ picture }) => decode(picture.flat)),
    ]),
    new Promise((resolve) => setTimeout(resolve, patienceMs)),
  ]);
  delete page.dataset.lamps;
}
