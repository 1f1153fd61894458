// The five audiences' ways: boards that are there, every bay once, words that fit their place,
// and for two who walk together something to ask each other at each board of their path.
import { audiences } from '../model/aspects.ts';
import { checkText, error, type Add } from './check-text.ts';
import type { EditionSource } from './read-source.ts';

export function checkAudiences(source: EditionSource, add: Add): void {
  const file = source.audiences;
  if (!file) return;
  const placed = new Set(source.exhibition?.data.aspects.flatMap(({ panels }) => panels));
  for (const audience of audiences) {
    const way = file.data[audience];
    const panels = [
      ...way.path.map((id, index) => [id, [audience, 'path', index]] as const),
      ...Object.keys(way.askEachOther ?? {}).map((id) => [id, [audience, 'askEachOther', id]] as const),
    ];
    for (const [id, path] of panels) {
      if (source.exhibition && !placed.has(id))
        add(error(file, [...path], 'missing-panel', `${id} 不在展厅里。`, `${id} is not in the gallery.`));
    }
    if (new Set(way.path).size < way.path.length)
      add(error(file, [audience, 'path'], 'twice', '同一块展板写了两次。', 'A panel is named twice.'));
    if (new Set(way.bays).size < way.bays.length)
      add(
        error(
          file,
          [audience, 'bays'],
          'twice',
          '七个方面要各写一次。',
          'Each of the seven aspects must be named once.',
        ),
      );
    checkText(file, [audience, 'opening'], 'audience.opening', way.opening, add);
    checkText(file, [audience, 'closing'], 'audience.closing', way.closing, add);
    for (const [id, text] of Object.entries(way.askEachOther ?? {}))
      checkText(file, [audience, 'askEachOther', id], 'audience.ask', text, add);
    for (const id of way.together ? way.path : []) {
      if (!way.askEachOther?.[id])
        add(
          error(
            file,
            [audience, 'askEachOther'],
            'no-ask',
            `两个人一起走，在 ${id} 前要有一句互相问的话。`,
            `Two walk this together: at ${id} they need something to ask each other.`,
          ),
        );
    }
  }
}
