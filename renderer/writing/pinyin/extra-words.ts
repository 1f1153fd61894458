// Words beside the dictionary: the edition's own, and those that this visitor has put together.
// The visitor's are kept in memory only, and `forget` leaves nothing of them.

export interface LexiconEntry {
  word: string;
  /** Syllables divided by spaces: `yi an wei jian`. */
  reading: string;
  /** The Traditional form, where it is another. */
  hant?: string;
}

export interface ExtraWord {
  text: string;
  hant: string;
  /** −ln of its chance. */
  cost: number;
}

export interface ExtraNode {
  next: Map<number, ExtraNode>;
  words: ExtraWord[];
}

export interface ExtraWords {
  root: ExtraNode;
  /** Puts a word under its syllables, or makes it commoner where it is there. */
  add(ids: number[], word: ExtraWord): void;
}

export function createExtraWords(): ExtraWords {
  const root: ExtraNode = { next: new Map(), words: [] };
  return {
    root,
    add(ids, word) {
      let node = root;
      for (const id of ids) {
        let next = node.next.get(id);
        if (!next) {
          next = { next: new Map(), words: [] };
          node.next.set(id, next);
        }
        node = next;
      }
      const known = node.words.find(({ text }) => text === word.text);
      if (known) known.cost = Math.min(known.cost, word.cost);
      else node.words.push({ ...word });
    },
  };
}
