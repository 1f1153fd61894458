// An outcome that stops what was to be done, as a program of ours says it: a stable code to read out on
// the telephone, and a plain sentence that says what to do, in English and Chinese. Each program has a
// catalogue of its own.

export type Sentences = { en: string; 'zh-Hans': string };
export type Details = Record<string, string | number>;
export type Catalogue<Code extends string = string> = Readonly<Record<Code, (details: Details) => Sentences>>;

/** The class of a catalogue's errors. Their `message` is the English sentence. */
export function makeAppError<Code extends string>(catalogue: Catalogue<Code>) {
  return class AppError extends Error {
    override readonly name = 'AppError';
    readonly code: Code;
    readonly sentences: Sentences;
    readonly details: Details;

    constructor(code: Code, details: Details = {}, cause?: unknown) {
      const sentences = catalogue[code](details);
      super(sentences.en, cause === undefined ? undefined : { cause });
      this.code = code;
      this.sentences = sentences;
      this.details = details;
    }
  };
}
