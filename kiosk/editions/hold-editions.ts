// What the running kiosk shows: one edition at a time, exchanged between two requests, and beside it
// the one that staff look at before they switch to it.
import type { Edition } from '../edition.ts';

export type EditionHolder = {
  current(): Edition;
  /** Loaded, checked, and not shown to visitors yet. */
  staged(): Edition | undefined;
  /** What was shown before, whose pictures a visitor who has not gone home still asks for. */
  outgoing(): Edition | undefined;
  show(edition: Edition): void;
  stage(edition: Edition | undefined): void;
};

export function holdEdition(first: Edition): EditionHolder {
  let current = first;
  let staged: Edition | undefined;
  let outgoing: Edition | undefined;
  return {
    current: () => current,
    staged: () => staged,
    outgoing: () => outgoing,
    show(edition) {
      // The same one without a case that was called back keeps its files, and its predecessor's.
      if (edition.dir !== current.dir) outgoing = current;
      current = edition;
    },
    stage(edition) {
      staged = edition;
    },
  };
}
