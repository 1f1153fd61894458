// Keeps the words and the caret of one textarea that two hands write in: the keyboard on the
// glass, and a keyboard on a cable with its own input method. Edits go through the browser's own
// editing command, which keeps its undo and its events.
import { useRef, useState, type ChangeEvent, type ComponentProps, type RefObject } from 'react';
import {
  cleanText,
  countCharacters,
  cutText,
  deleteBack,
  insertText,
  moveCaret,
  type Edit,
} from './edit-text.ts';
import { revealCaret } from './reveal-caret.ts';

export interface Editing {
  text: string;
  /** Characters (code points) written so far. */
  count: number;
  isFull: boolean;
  /** Spread onto the textarea. */
  fieldProps: Pick<
    ComponentProps<'textarea'>,
    | 'value'
    | 'onChange'
    | 'onCompositionStart'
    | 'onCompositionEnd'
    | 'inputMode'
    | 'autoComplete'
    | 'spellCheck'
  > & { ref: RefObject<HTMLTextAreaElement | null> };
  insert(text: string): void;
  deleteBack(): void;
  move(step: -1 | 1): void;
  /** Everything away: for the next visitor. */
  clear(): void;
}

export function useEditing({
  initial = '',
  most = 800,
  onText,
}: {
  initial?: string;
  most?: number;
  onText?(text: string): void;
} = {}): Editing {
  const field = useRef<HTMLTextAreaElement>(null);
  const isComposing = useRef(false);
  const [text, setText] = useState(initial);
  const accept = (next: string) => {
    setText(next);
    onText?.(next);
  };
  const settle = (element: HTMLTextAreaElement) => {
    const kept = cutText(cleanText(element.value), most);
    if (kept !== element.value) {
      const caret = cleanText(element.value.slice(0, element.selectionStart)).length;
      element.value = kept;
      element.setSelectionRange(caret, caret);
    }
    accept(kept);
  };
  const edit = (change: (before: Edit) => Edit) => {
    const element = field.current;
    // What the system's input method holds in its hands is its own until it lets go.
    if (!element || isComposing.current) return;
    const { value, selectionStart, selectionEnd } = element;
    apply(element, change({ text: value, start: selectionStart, end: selectionEnd }));
  };
  return {
    text,
    count: countCharacters(text),
    isFull: countCharacters(text) >= most,
    fieldProps: {
      ref: field,
      value: text,
      // The system's own keyboard would hide behind the kiosk's window.
      inputMode: 'none',
      autoComplete: 'off',
      spellCheck: false,
      onChange(event: ChangeEvent<HTMLTextAreaElement>) {
        if (isComposing.current) setText(event.target.value);
        else settle(event.target);
      },
      onCompositionStart() {
        isComposing.current = true;
      },
      onCompositionEnd(event) {
        isComposing.current = false;
        settle(event.currentTarget);
      },
    },
    insert: (written) => edit((before) => insertText(before, written, most)),
    deleteBack: () => edit(deleteBack),
    move: (step) => edit((before) => moveCaret(before, step)),
    clear: () => accept(''),
  };
}

/** Makes the field read as `after`, by the smallest change. */
function apply(element: HTMLTextAreaElement, after: Edit): void {
  const before = element.value;
  element.focus({ preventScroll: true });
  if (after.text !== before) {
    let head = 0;
    while (head < before.length && before[head] === after.text[head]) head += 1;
    let tail = 0;
    const most = Math.min(before.length, after.text.length) - head;
    while (tail < most && before.at(-1 - tail) === after.text.at(-1 - tail)) tail += 1;
    const written = after.text.slice(head, after.text.length - tail);
    element.setSelectionRange(head, before.length - tail);
    const isDone =
      written === '' ? document.execCommand('delete') : document.execCommand('insertText', false, written);
    if (!isDone) {
      element.setRangeText(written);
      element.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
  element.setSelectionRange(after.start, after.end);
  revealCaret(element);
}
