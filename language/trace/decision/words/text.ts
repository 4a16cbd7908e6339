// The type of the text for a decision.

/** A decision in words. */
export interface Text {
  /** What decided: `security-group nodes egress (default: all)`. Its form is a contract of the JSON output. */
  readonly by: string;
  /** One sentence for a person. */
  readonly reason: string;
}
