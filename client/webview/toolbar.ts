// The toolbar above the diagram: shows the selection, reports what the user selects.
import type { Choice, PictureMessage, TabName } from '#client/preview/messages.ts';
import type { Highlight } from '#language/view/graph/diagram.ts';
import { createButton, createPicker, type IconName } from './controls.ts';
import { createDetailButtons, type DetailActions } from './folding/detail-buttons.ts';
import { isLit, type LitDirection, toggleLight } from './lighting.ts';

/** What the page does when a control of the toolbar is used. */
export interface ToolbarActions extends DetailActions {
  readonly choose: (choice: Choice) => void;
  /** Highlights other traffic, at once. */
  readonly light: (highlight: Highlight) => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly lock: (locked: boolean) => void;
  readonly exportSvg: () => void;
  /** Opens or closes a tab of the answers. */
  readonly toggleTab: (tab: TabName) => void;
}

/** The toolbar and what it shows. */
export interface Toolbar {
  readonly element: HTMLElement;
  /** Shows the selection and the highlight of a diagram. */
  readonly update: (picture: PictureMessage, highlight: Highlight) => void;
  readonly showLight: (highlight: Highlight) => void;
  /** Which tab of the answers is open, and how many findings there are. */
  readonly showTab: (tab: TabName | null, findings: number) => void;
}

/** A toolbar that shows nothing until `update` is called. It is not in the page yet. */
export function createToolbar(actions: ToolbarActions): Toolbar {
  let choice: Choice = { view: null, flow: null, highlight: null, internal: null };
  let shows = false;
  let lit: Highlight = 'none';
  let locked = false;

  // Another view has its own highlight and flows, so what was selected is reset.
  const views = createPicker('View', (view) => actions.choose({ ...choice, view, flow: null, highlight: null }));
  const flows = createPicker('Flow', (flow) => actions.choose({ ...choice, flow }));
  const lights = LIGHTS.map(({ direction, label, icon, hint }) => ({
    direction,
    button: createButton({ label, icon, hint, onClick: () => actions.light(toggleLight(lit, direction)) }),
  }));
  const internal = createButton({
    label: 'Internal',
    icon: 'internal',
    hint: 'Show internal traffic that security groups allow',
    onClick: () => actions.choose({ ...choice, internal: !shows }),
  });
  const detail = createDetailButtons(actions);
  const tabs = TABS.map(({ tab, icon, hint }) => ({
    tab,
    hint,
    button: createButton({ icon, hint, onClick: () => actions.toggleTab(tab) }),
  }));
  const lock = createButton({ icon: 'lock', hint: 'Keep showing this file', onClick: () => actions.lock(!locked) });

  const showLight = (highlight: Highlight): void => {
    lit = highlight;
    for (const { direction, button } of lights) {
      button.setAttribute('aria-pressed', String(isLit(highlight, direction)));
    }
  };
  return {
    element: bar(
      [views.element, flows.element],
      [...lights.map(({ button }) => button), internal],
      tabs.map(({ button }) => button),
      detail.buttons,
      [
        createButton({ icon: 'minus', hint: 'Zoom out (-)', onClick: actions.zoomOut }),
        createButton({ icon: 'plus', hint: 'Zoom in (+)', onClick: actions.zoomIn }),
        createButton({ icon: 'fit', hint: 'Fit to window (0)', onClick: actions.fit }),
      ],
      [lock, createButton({ icon: 'export', hint: 'Export as SVG, PNG, PDF or draw.io', onClick: actions.exportSvg })],
    ),
    update: (picture, highlight) => {
      choice = picture.panel.choice;
      locked = picture.panel.locked;
      shows = picture.internal;
      views.offer('Whole network', picture.views, choice.view);
      // A view may have flows of its own. A comparison has none.
      const offered = choice.against === undefined ? picture.flows : [];
      flows.offer(choice.view === null ? 'No flow' : 'Flows of the view', offered, choice.flow);
      detail.update(picture.panel.detail);
      lock.setAttribute('aria-pressed', String(locked));
      internal.setAttribute('aria-pressed', String(shows));
      showLight(highlight);
    },
    showLight,
    showTab: (open, findings) => {
      for (const { tab, hint, button } of tabs) {
        button.setAttribute('aria-pressed', String(tab === open));
        if (tab === 'findings') {
          button.dataset.count = findings === 0 ? '' : String(findings);
          button.setAttribute('aria-label', `${hint}: ${findings}`);
        }
      }
    },
  };
}

const TABS: readonly { readonly tab: TabName; readonly icon: IconName; readonly hint: string }[] = [
  { tab: 'trace', icon: 'trace', hint: 'Trace and play packets' },
  { tab: 'reach', icon: 'reach', hint: 'Who reaches a box, and what it reaches' },
  { tab: 'findings', icon: 'findings', hint: 'Findings and claims' },
];

const LIGHTS: readonly {
  readonly direction: LitDirection;
  readonly label: string;
  readonly icon: IconName;
  readonly hint: string;
}[] = [
  { direction: 'ingress', label: 'Ingress', icon: 'ingress', hint: 'Highlight ingress traffic' },
  { direction: 'egress', label: 'Egress', icon: 'egress', hint: 'Highlight egress traffic' },
];

function bar(...groups: readonly (readonly HTMLElement[])[]): HTMLElement {
  const element = document.createElement('header');
  element.className = 'toolbar';
  for (const controls of groups) {
    const group = document.createElement('div');
    group.className = 'group';
    group.append(...controls);
    element.append(group);
  }
  return element;
}
