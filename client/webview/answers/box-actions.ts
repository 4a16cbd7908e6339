// A box → what can be done with it, in its menu and by keys.
import type { Asked } from '#client/preview/messages.ts';
import type { MenuItem } from './menu.ts';
import { shortName } from './words.ts';

/** What the actions need of the page. */
export interface BoxActions {
  readonly ask: (next: Partial<Asked>) => void;
  readonly asked: () => Asked;
  readonly suggest: (ends: { readonly from?: string; readonly to?: string }) => void;
  readonly locate: (id: string) => void;
  /** Changes the text of a resource. */
  readonly edit: (type: 'rename' | 'add', id: string) => void;
  readonly copy: (format: 'svg' | 'png') => void;
}

/** What can be done with an arrow. A route can be switched off; of anything else there is only its line. */
export function edgeActionsOf({ ask, asked, locate }: BoxActions): (edge: Element) => readonly MenuItem[] {
  return (edge) => {
    const line = edge.getAttribute('data-line') ?? '';
    return [{ label: 'Go to line', run: () => locate(line) }, ...(isRoute(line) ? [switchOf(line, asked().without, ask)] : [])];
  };
}

function isRoute(line: string): boolean {
  return line.includes('#route-');
}

/** What can be done with a box. */
export function actionsOf({ ask, asked, suggest, locate, edit, copy }: BoxActions): (box: Element) => readonly MenuItem[] {
  return (box) => {
    const id = box.getAttribute('data-id') ?? '';
    const isEnd = !isKind(
      box,
      'region',
      'zone',
      'resolver',
      'unknown',
      'igw',
      'peering',
      'transit-gateway',
      'vpn',
      'direct-connect',
    );
    const loss = isKind(box, 'zone') ? (id.split('/').at(-1) ?? id) : id;
    const { without } = asked();
    const canFail = !isKind(box, 'internet', 'host', 'network', 'region', 'resolver', 'unknown', 'firewall');
    return [
      ...(isKind(box, 'region', 'zone') ? [] : [{ label: 'Go to line', key: 'Enter', run: () => locate(id) }]),
      ...(isEnd
        ? [
            { label: 'Who reaches this?', key: 'r', run: () => ask({ reach: id }) },
            { label: 'Trace from here', key: 'f', run: () => suggest({ from: id }) },
            { label: 'Trace to here', key: 't', run: () => suggest({ to: id }) },
          ]
        : []),
      ...(isKind(box, 'vpc', 'subnet', 'instance', 'node', 'fleet', 'database', 'cache', 'service', 'lambda')
        ? [{ label: 'Add…', key: 'a', run: () => edit('add', id) }]
        : []),
      ...(isKind(box, 'region', 'zone', 'internet', 'resolver', 'unknown')
        ? []
        : [{ label: 'Rename…', key: 'F2', run: () => edit('rename', id) }]),
      { label: 'Copy diagram as PNG', run: () => copy('png') },
      { label: 'Copy diagram as SVG', run: () => copy('svg') },
      ...(canFail ? [{ ...switchOf(loss, without, ask), key: 'o' }] : []),
      ...routesOf(box).map(([line, words]) => ({
        ...switchOf(line, without, ask),
        label: `${without.includes(line) ? 'Switch on' : 'Switch off'} ${words}`,
      })),
    ];
  };
}

/** Switches something off, or on again. */
function switchOf(loss: string, without: readonly string[], ask: BoxActions['ask']): MenuItem {
  const off = without.includes(loss);
  return {
    label: off ? 'Switch on again' : 'Switch off: what breaks?',
    run: () => ask({ without: off ? without.filter((other) => other !== loss) : [...without, loss] }),
  };
}

/** The most routes that the menu of a box offers. */
const MOST_ROUTES = 6;

/** The routes whose arrows begin at the box, each with the fact that its tooltip shows. */
function routesOf(box: Element): readonly (readonly [line: string, words: string])[] {
  const id = box.getAttribute('data-id') ?? '';
  const edges = box.closest('svg')?.parentElement?.querySelectorAll(`.edge[data-line^="${CSS.escape(id)}#route-"]`) ?? [];
  const words = (edge: Element): string => /Route [^\n]*/.exec(edge.querySelector('title')?.textContent ?? '')?.[0] ?? 'Route';
  const all = new Map([...edges].map((edge) => [edge.getAttribute('data-line') ?? '', words(edge)] as const));
  return [...all].map(([line, fact]) => [line, `${fact.charAt(0).toLowerCase()}${fact.slice(1)}`] as const).slice(0, MOST_ROUTES);
}

function isKind(box: Element, ...kinds: readonly string[]): boolean {
  return kinds.some((kind) => box.classList.contains(kind));
}

/** The name that the drawing shows. */
export function titleOf(box: Element): string {
  return box.querySelector(':scope > .name')?.textContent ?? shortName(box.getAttribute('data-id') ?? '');
}
