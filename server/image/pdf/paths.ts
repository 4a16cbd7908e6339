// The paths that the renderer writes → a tree of plain data. It writes `<g>` and `<path>` only.

/** A group of paths. */
export interface Group {
  readonly kind: 'group';
  /** The id in the SVG; only texts have one. */
  readonly id: string | undefined;
  /** The six numbers of a matrix. */
  readonly transform: string | undefined;
  /** From 0 to 1, of the group as a whole. */
  readonly opacity: number;
  readonly children: readonly Shape[];
}

/** One path. */
export interface Path {
  readonly kind: 'path';
  /** Attributes by their names in SVG. */
  readonly style: ReadonlyMap<string, string>;
  /** Absolute commands M, L, Q, C and Z, with their numbers, separated by spaces. */
  readonly data: string;
}

/** A group or a path. */
export type Shape = Group | Path;

/** The shapes of a document, in the order in which they are painted. */
export function shapesOf(svg: string): readonly Shape[] {
  const stack: Shape[][] = [[]];
  const opened: ReadonlyMap<string, string>[] = [];
  for (const [, slash, name, attributes = ''] of svg.matchAll(TAG)) {
    const isEmpty = attributes.endsWith('/');
    const style = new Map([...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value]));
    if (name === 'path') stack.at(-1)?.push({ kind: 'path', style, data: style.get('d') ?? '' });
    if (name !== 'g' || isEmpty) continue;
    if (slash === '') {
      stack.push([]);
      opened.push(style);
    } else {
      const children = stack.pop() ?? [];
      stack.at(-1)?.push(group(opened.pop() ?? new Map(), children));
    }
  }
  return stack[0] ?? [];
}

const TAG = /<(\/?)([a-z]+)((?:\s[^>]*)?\/?)>/gi;
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g;

function group(attributes: ReadonlyMap<string, string>, children: readonly Shape[]): Group {
  const transform = /matrix\(([^)]*)\)/.exec(attributes.get('transform') ?? '')?.[1];
  return { kind: 'group', id: attributes.get('id'), transform, opacity: Number(attributes.get('opacity') ?? 1), children };
}
