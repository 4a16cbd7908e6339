// Parses the arguments of a command.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** Options and paths, or one sentence about the first problem. */
export type Arguments =
  | { readonly ok: true; readonly options: Options; readonly paths: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** Options by name. If an option that takes one value is repeated, the last value counts. */
export interface Options {
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** All values of an option that can be repeated. */
  texts(name: string): readonly string[];
}

/** Parses the arguments. Unknown options, missing values and values for flags are problems. */
export function readArguments(words: readonly string[], known: ParseArgsOptionsConfig): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: known, allowPositionals: true, strict: true });
    const text = (name: string): string | undefined => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    };
    const texts = (name: string): readonly string[] => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    };
    return { ok: true, options: { text, texts, flag: (name) => values[name] === true }, paths: positionals };
  } catch (error) {
    return { ok: false, problem: firstSentence(error) };
  }
}

/** The value of an option with a fixed set of values; `undefined` if it is not one of them. */
export function chosen<T extends string>(value: string | undefined, words: readonly T[], fallback: T): T | undefined {
  return value === undefined ? fallback : words.find((word) => word === value);
}

/** A port number; `undefined` if the text is not one. */
export function portNumber(text: string): number | undefined {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return number >= 1 && number <= 65535 ? number : undefined;
}

// Node appends advice about positional arguments that does not apply here.
function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\.\s|\n/)[0] ?? message;
}
