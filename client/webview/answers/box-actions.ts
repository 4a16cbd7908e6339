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
}

/** What can be done with a box. */
export function actionsOf({ ask, asked, suggest, locate }: BoxActions): (box: Element) => readonly MenuItem[] {
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
    const off = without.includes(loss);
    return [
      ...(isKind(box, 'region', 'zone') ? [] : [{ label: 'Go to line', key: 'Enter', run: () => locate(id) }]),
      ...(isEnd
        ? [
            { label: 'Who reaches this?', key: 'r', run: () => ask({ reach: id }) },
            { label: 'Trace from here', key: 'f', run: () => suggest({ from: id }) },
            { label: 'Trace to here', key: 't', run: () => suggest({ to: id }) },
          ]
        : []),
      ...(canFail
        ? [
            {
              label: off ? 'Switch on again' : 'Switch off: what breaks?',
              key: 'o',
              run: () => ask({ without: off ? without.filter((other) => other !== loss) : [...without, loss] }),
            },
          ]
        : []),
    ];
  };
}

function isKind(box: Element, ...kinds: readonly string[]): boolean {
  return kinds.some((kind) => box.classList.contains(kind));
}

/** The name that the drawing shows. */
export function titleOf(box: Element): string {
  return box.querySelector(':scope > .name')?.textContent ?? shortName(box.getAttribute('data-id') ?? '');
}
