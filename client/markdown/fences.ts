// A plugin of markdown-it: blocks in the language netarch become what a function returns for them. It depends on neither VS Code nor netarch.

/** The part of markdown-it that is used. */
export interface MarkdownIt {
  readonly renderer: { readonly rules: { fence?: FenceRule | undefined } };
}

/** A renderer rule of markdown-it. */
export type FenceRule = (tokens: readonly Token[], index: number, options: unknown, env: unknown, self: unknown) => string;

/** A token of markdown-it. */
export interface Token {
  readonly type: string;
  /** What follows the opening fence: `netarch`. */
  readonly info: string;
  readonly content: string;
  /** The first line, and the line after the last. */
  readonly map?: readonly [number, number] | null;
}

/** One block. */
export interface Fence {
  readonly text: string;
  /** From 0, among the blocks of the page. */
  readonly index: number;
  /** The line of the page that the block begins at, from 0. */
  readonly line: number;
  /** What the caller of markdown-it passed along with the page. */
  readonly env: unknown;
}

/** Renders each block as `draw` says: HTML that is not changed any further. Blocks in other languages stay as they are. */
export function drawFences(md: MarkdownIt, draw: (fence: Fence) => string): void {
  const { rules } = md.renderer;
  const others = rules.fence;
  rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (token === undefined || !isOurs(token)) return others?.(tokens, index, options, env, self) ?? '';
    const before = tokens.slice(0, index).filter(isOurs).length;
    return draw({ text: token.content, index: before, line: token.map?.[0] ?? 0, env });
  };
}

function isOurs({ type, info }: Token): boolean {
  return type === 'fence' && /^netarch(?:\s|$)/.test(info.trim());
}
