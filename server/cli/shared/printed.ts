// What is printed cannot act: names, labels, file names and arguments that are not trusted in terminals, logs of GitHub Actions, spreadsheets and JSON.
// Sources: ECMA-48 (control functions), Unicode Standard Annex 9 (explicit directional formatting), GitHub Actions runner (`ActionCommand`).

/**
 * The text with visible escapes for what a reader of text would execute: control characters but tabs, line separators, overrides of the
 * direction, and commands of GitHub Actions (`::error::` at the start of a line, `##[error]` anywhere).
 */
export function visible(text: string): string {
  return text
    .replaceAll(ACTIVE, escapeOf)
    .replaceAll('##[', '#\\x23[')
    .replace(/^(\s*):(?=:\S.*::)/, '$1\\x3a');
}

const ACTIVE = /(?!\t)\p{Cc}|[\u2028-\u202e\u2066-\u2069]/gu;

/** `\x1b`, `\u{202e}`. */
function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** The value as JSON. What a terminal would execute is escaped, so that the value stays the same. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(ACTIVE_IN_JSON, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

// JSON itself escapes the control characters below 0x20; those of its own layout must stay.
const ACTIVE_IN_JSON = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]|#(?=#\[)/g;
