// The grammar → the keywords before names, the keywords that can stand in place of names, and the keywords whose values are keywords.
import { type AstNode, GrammarAST } from 'langium';
import { NetarchGrammar } from './generated/grammar.ts';

/** What the lexer and the completion need from the grammar besides its tokens. */
export interface Words {
  /** Keywords and signs that a name may follow: `subnet`, `from`, `->`. */
  readonly beforeNames: ReadonlySet<string>;
  /** Keywords that can be in the place of a name: `from any`, `reaches every`, `propagate none`. */
  readonly inPlaceOfNames: ReadonlySet<string>;
  /** Keywords with those of their values that precede names elsewhere, but not here: `every database`, `depth subnets`. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  /** The types of the items of blocks and of the file: resources, properties, rules. */
  readonly items: ReadonlySet<string>;
  /** For each type with a name: the fixed keywords before the name (`regional nat`). Empty if the keyword is a property. */
  readonly declaring: ReadonlyMap<string, string>;
}

/** Keywords with letters; the others are signs. */
const WORD = /^[a-z]/;

/** A place in the grammar for one token. A rule that is called twice has two copies of each place. */
interface Place {
  /** The text of a keyword; `undefined` for names and other values. */
  readonly word: string | undefined;
  readonly isName: boolean;
  readonly next: Set<Place>;
}

/** The places with which a part of a line can begin and end. */
interface Part {
  readonly first: readonly Place[];
  readonly last: readonly Place[];
  readonly canBeEmpty: boolean;
}

const NOTHING: Part = { first: [], last: [], canBeEmpty: true };

/** Collects the words of a grammar. The next item of a block does not follow a word, because it may be on another line. */
function wordsOf(grammar: GrammarAST.Grammar): Words {
  const places: Place[] = [];
  const items = new Set<string>();
  const entry = grammar.rules.find((rule) => GrammarAST.isParserRule(rule) && rule.entry);
  if (entry !== undefined && GrammarAST.isParserRule(entry)) partOf(entry.definition, { places, items, inside: [entry] });
  const beforeNames = wordsIn(places.filter(canPrecedeName));
  const values = valuesIn(places, beforeNames);
  return {
    beforeNames,
    inPlaceOfNames: alternativesIn(places, beforeNames, values),
    values,
    items,
    declaring: declaringIn(grammar),
  };
}

function declaringIn({ rules }: GrammarAST.Grammar): Words['declaring'] {
  return new Map(
    rules.flatMap((rule): readonly (readonly [string, string])[] => {
      const elements = GrammarAST.isParserRule(rule) && GrammarAST.isGroup(rule.definition) ? rule.definition.elements : [];
      const name = elements.findIndex((one) => GrammarAST.isAssignment(one) && one.feature === 'name');
      const words = elements.slice(0, name).flatMap((one) => (GrammarAST.isKeyword(one) ? one.value : []));
      return name < 0 ? [] : [[rule.name, words.join(' ')]];
    }),
  );
}

function canPrecedeName({ next }: Place): boolean {
  return [...next].some(({ isName }) => isName);
}

/** For each word, its values that precede names elsewhere. */
function valuesIn(places: readonly Place[], beforeNames: ReadonlySet<string>): Words['values'] {
  const values = new Map<string, Set<string>>();
  for (const { word, next } of places) {
    const own = [...next].filter((value) => beforeNames.has(value.word ?? '') && !canPrecedeName(value));
    if (word === undefined || own.length === 0) continue;
    values.set(word, new Set([...(values.get(word) ?? []), ...wordsIn(own)]));
  }
  return values;
}

/** Words that follow a word before names, unless that word is a value of the word before it. */
function alternativesIn(
  places: readonly Place[],
  beforeNames: ReadonlySet<string>,
  values: Words['values'],
): Words['inPlaceOfNames'] {
  const isValue = (word: string | undefined, { word: value = '' }: Place): boolean => values.get(word ?? '')?.has(value) === true;
  const followers = places.flatMap(({ word, next }) => [...next].map((place) => ({ word, place })));
  const later = new Set(followers.map(({ place }) => place));
  const before = [
    ...places.filter((place) => !later.has(place)),
    ...followers.filter(({ word, place }) => !isValue(word, place)).map(({ place }) => place),
  ].filter(({ word }) => beforeNames.has(word ?? ''));
  return new Set([...wordsIn(before.flatMap(({ next }) => [...next]))].filter((word) => WORD.test(word)));
}

function wordsIn(places: readonly Place[]): ReadonlySet<string> {
  return new Set(places.flatMap(({ word }) => word ?? []));
}

interface Walk {
  readonly places: Place[];
  readonly items: Set<string>;
  /** The rules on the path to this element, so that a recursive rule is visited once. */
  readonly inside: readonly GrammarAST.AbstractRule[];
}

function partOf(element: GrammarAST.AbstractElement, walk: Walk): Part {
  const once = partOnce(element, walk);
  if (isList(element)) {
    for (const type of typesOf(element)) walk.items.add(type);
    return NOTHING;
  }
  return { ...once, canBeEmpty: once.canBeEmpty || element.cardinality === '?' || element.cardinality === '*' };
}

/** Whether the element repeats without a separator, like the items of a block. */
function isList(element: GrammarAST.AbstractElement): boolean {
  if (element.cardinality !== '*' && element.cardinality !== '+') return false;
  const [first] = GrammarAST.isGroup(element) ? element.elements : [];
  return first === undefined || !GrammarAST.isKeyword(first);
}

function partOnce(element: GrammarAST.AbstractElement, walk: Walk): Part {
  if (GrammarAST.isKeyword(element)) return placeOf(walk, { word: element.value, isName: false });
  if (GrammarAST.isGroup(element)) return inRow(element.elements.map((one) => partOf(one, walk)));
  if (GrammarAST.isAlternatives(element)) return eitherOf(element.elements.map((one) => partOf(one, walk)));
  if (GrammarAST.isAssignment(element)) return partOf(element.terminal, walk);
  if (GrammarAST.isCrossReference(element)) return element.terminal === undefined ? NOTHING : partOf(element.terminal, walk);
  const rule = GrammarAST.isRuleCall(element) ? element.rule.ref : undefined;
  if (rule === undefined || walk.inside.includes(rule)) return NOTHING;
  if (GrammarAST.isTerminalRule(rule)) return placeOf(walk, { word: undefined, isName: rule.name === 'ID' });
  if (!GrammarAST.isParserRule(rule)) return NOTHING;
  return partOf(rule.definition, { ...walk, inside: [...walk.inside, rule] });
}

function placeOf(walk: Walk, token: Pick<Place, 'word' | 'isName'>): Part {
  const place: Place = { ...token, next: new Set() };
  walk.places.push(place);
  return { first: [place], last: [place], canBeEmpty: false };
}

function inRow(parts: readonly Part[]): Part {
  return parts.reduce((before, after) => {
    for (const place of before.last) for (const next of after.first) place.next.add(next);
    return {
      first: before.canBeEmpty ? [...before.first, ...after.first] : before.first,
      last: after.canBeEmpty ? [...before.last, ...after.last] : after.last,
      canBeEmpty: before.canBeEmpty && after.canBeEmpty,
    };
  }, NOTHING);
}

function eitherOf(parts: readonly Part[]): Part {
  return {
    first: parts.flatMap(({ first }) => first),
    last: parts.flatMap(({ last }) => last),
    canBeEmpty: parts.some(({ canBeEmpty }) => canBeEmpty),
  };
}

/** The node types that an element creates. A rule that is only a choice of rules has the types of these rules. */
function typesOf(element: AstNode): readonly string[] {
  if (GrammarAST.isAssignment(element)) return typesOf(element.terminal);
  if (GrammarAST.isAlternatives(element)) return element.elements.flatMap(typesOf);
  const rule = GrammarAST.isRuleCall(element) ? element.rule.ref : undefined;
  if (rule === undefined || !GrammarAST.isParserRule(rule) || rule.dataType !== undefined) return [];
  const { definition } = rule;
  const isChoice = GrammarAST.isRuleCall(definition) || GrammarAST.isAlternatives(definition);
  const chosen = isChoice ? typesOf(definition) : [];
  return chosen.length > 0 ? chosen : [rule.name];
}

/** The words of the netarch grammar. */
export const WORDS: Words = wordsOf(NetarchGrammar());
