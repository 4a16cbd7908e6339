// Parses the subset of XML that SVG needs, and checks that it is well-formed.

/** One element of an XML document. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** The text directly inside the element, with entities resolved. */
  readonly text: string;
}

const TOKEN = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([\w:-]+)="([^"<]*)"/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML 1.0 forbids, section 2.2.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
}

/** The root element. Throws if the text is not well-formed. */
export function parseXml(source: string): Element {
  if (FORBIDDEN.test(source)) throw new Error('The text contains a character that XML forbids.');
  const root: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const open: Open[] = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const start = TOKEN.lastIndex;
    const found = TOKEN.exec(source);
    if (found === null) throw new Error(`No markup at ${start}: ${source.slice(start, start + 60)}`);
    const [, closing, name = '', attributes = '', empty, text] = found;
    const top = open.at(-1) ?? root;
    if (text !== undefined) top.text += resolve(text);
    else if (closing === '/') close(open, name);
    else {
      const element: Open = { name, attributes: attributesIn(attributes), children: [], text: '' };
      top.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  const [only, second] = root.children;
  if (open.length !== 1 || only === undefined || second !== undefined || root.text.trim() !== '')
    throw new Error('There must be one root element.');
  return only;
}

/** The element and all its descendants. */
export function elementsIn(element: Element): readonly Element[] {
  return [element, ...element.children.flatMap(elementsIn)];
}

function close(open: Open[], name: string): void {
  const element = open.pop();
  if (element?.name !== name || open.length === 0) throw new Error(`</${name}> closes <${element?.name}>.`);
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) {
    if (found.has(name)) throw new Error(`The attribute ${name} is duplicated.`);
    found.set(name, resolve(value));
  }
  return found;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function resolve(text: string): string {
  return text.replace(/&([^;]*;?)/g, (_, name: string) => {
    const number = /^#(\d+);$/.exec(name)?.[1];
    const character =
      number === undefined
        ? name.endsWith(';')
          ? ENTITIES[name.slice(0, -1)]
          : undefined
        : String.fromCodePoint(Number(number));
    if (character === undefined) throw new Error(`&${name} is not an entity.`);
    return character;
  });
}
