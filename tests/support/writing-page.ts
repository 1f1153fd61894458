// One writing part on a page of its own, in the room's light: /?part=handwriting&lang=zh-Hans, or
// part=page or part=signature, with size=0, 1 or 2. What it gives out is kept for the test to read.
import { createElement, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { Ink } from '../../model/ink.ts';
import { languageSchema, type Language } from '../../model/language.ts';
import { loadFonts } from '../../renderer/app/fonts.ts';
import { startI18n } from '../../renderer/i18n/i18n.ts';
import { HandwritingPad } from '../../renderer/writing/handwriting-pad.tsx';
import { InkPage, type InkPageHandle } from '../../renderer/writing/ink/ink-page.tsx';
import '../../renderer/app/room.css';

/** What the page keeps on its window for the test. */
export interface WritingPage {
  /** What was written with the handwriting square. */
  written: string;
  /** What stands on the sheet. */
  readInk(): Ink | undefined;
}

function keep(kept: Partial<WritingPage>): void {
  Object.assign(window, kept);
}

const asked = new URL(location.href).searchParams;
const language = languageSchema.parse(asked.get('lang') ?? 'zh-Hans');

/** Where the part stands on a portrait and on a landscape screen. */
const places = {
  handwriting: { position: 'absolute', inset: 'auto 3.6rem 18rem' },
  page: { position: 'absolute', inset: '12rem 6rem 40%' },
  signature: { position: 'absolute', inset: '40% 6rem 20%' },
} as const;

function Handwriting({ language }: { language: Language }) {
  const [text, setText] = useState('');
  useEffect(() => keep({ written: text }), [text]);
  return createElement(
    'div',
    null,
    createElement('p', { className: 'lead', style: { padding: '6rem' } }, text || '　'),
    createElement(
      'div',
      { style: places.handwriting },
      createElement(HandwritingPad, {
        language,
        onText: (more: string) => setText((before) => before + more),
        onDelete: () => setText((before) => [...before].slice(0, -1).join('')),
      }),
    ),
  );
}

function Sheet({ kind }: { kind: 'page' | 'signature' }) {
  const [handle, setHandle] = useState<InkPageHandle | null>(null);
  useEffect(() => keep({ readInk: () => handle?.read() }), [handle]);
  return createElement('div', { style: places[kind] }, createElement(InkPage, { kind, ref: setHandle }));
}

const part = asked.get('part');
const i18n = await startI18n(language);
await loadFonts(language);
const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  createElement(
    I18nextProvider,
    { i18n },
    createElement(
      'div',
      { className: 'room', lang: language, 'data-size': asked.get('size') ?? '0' },
      part === 'page' || part === 'signature'
        ? createElement(Sheet, { kind: part })
        : createElement(Handwriting, { language }),
    ),
  ),
);
