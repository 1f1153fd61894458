// What every mode of the keyboard can do to the field.

export interface KeyboardHandlers {
  /** Goes in at the caret. */
  onText(text: string): void;
  onDelete(): void;
  onEnter?: (() => void) | undefined;
  /** The visitor has finished writing. */
  onDone?: (() => void) | undefined;
}
