// The type of a hostile text.

/** A kind of text, by what makes it large. */
export interface HostileKind {
  readonly name: string;
  /** The text, of about 100 KB. */
  readonly text: () => string;
}
