// A line of netarch → the scope that the TextMate grammar gives to each piece of it. A plain reading of the grammar: one line, no states.
import { readFileSync } from 'node:fs';

interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Rule[];
}

interface TextMateGrammar {
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

const textMate: TextMateGrammar = JSON.parse(
  readFileSync(new URL('../../syntaxes/netarch.tmLanguage.json', import.meta.url), 'utf8'),
);

/** All rules in the order in which they are tried, `include`s followed. */
export function rulesInOrder(rules: readonly Rule[] = textMate.patterns): readonly Rule[] {
  return rules.flatMap(({ include, ...rule }) => {
    const found = include ? textMate.repository[include.slice(1)] : rule;
    return found?.match || found?.begin ? [found] : rulesInOrder(found?.patterns ?? []);
  });
}

/** The coloured pieces of a line, as `text=scope`; scopes without their last part, which is always `netarch`. */
export function coloursOf(line: string): readonly string[] {
  const pieces: string[] = [];
  let position = 0;
  while (position < line.length) {
    const hit = firstHit(line, position);
    if (!hit) {
      break;
    }
    pieces.push(...hit.pieces);
    position = hit.end;
  }
  return pieces;
}

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly string[];
}

/** The rule that matches first wins; of two at the same place, the one that stands first in the grammar. */
function firstHit(line: string, from: number): Hit | undefined {
  let best: Hit | undefined;
  for (const rule of rulesInOrder()) {
    const hit = hitOf(rule, line, from);
    if (hit && (!best || hit.start < best.start)) {
      best = hit;
    }
  }
  return best;
}

function hitOf(rule: Rule, line: string, from: number): Hit | undefined {
  const match = search(rule.match ?? rule.begin ?? '', line, from);
  if (!match) {
    return undefined;
  }
  const closing = rule.end ? search(rule.end, line, match.index + match[0].length) : match;
  const end = closing ? closing.index + closing[0].length : line.length;
  const captured = Object.entries(rule.captures ?? {}).map(([group, { name }]) => piece(match[Number(group)] ?? '', name));
  return { start: match.index, end, pieces: rule.name ? [piece(line.slice(match.index, end), rule.name)] : captured };
}

function search(pattern: string, line: string, from: number): RegExpExecArray | null {
  const regex = new RegExp(pattern, 'gu');
  regex.lastIndex = from;
  return regex.exec(line);
}

function piece(text: string, scope: string): string {
  return `${text}=${scope.replace(/\.netarch$/, '')}`;
}
