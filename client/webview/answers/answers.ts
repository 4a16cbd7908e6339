// The answers of the server → the pane, the packet, the marks and the dimmed boxes; questions of the user → messages.
import {
  type AnswersMessage,
  type Asked,
  type Marks,
  NOTHING_ASKED,
  type TabName,
  type ToExtension,
} from '#client/preview/messages.ts';
import type { Picture } from '#client/webview/picture.ts';
import type { Stage } from '#client/webview/stage.ts';
import type { Highlight } from '#language/view/graph/diagram.ts';
import { actionsOf, edgeActionsOf, titleOf } from './box-actions.ts';
import { createFailures } from './failures.ts';
import { countOf, createFindingsTab } from './findings-tab.ts';
import { showMarks, showReach } from './marks.ts';
import { createMenu, type MenuItem } from './menu.ts';
import { createPacketView } from './packet.ts';
import { createPane } from './pane.ts';
import { createReachTab, rowsShown } from './reach-tab.ts';
import { createTraceTab } from './trace-tab.ts';

/** What the page gives the answers to work with. */
export interface AnswersHost {
  readonly picture: Picture;
  readonly stage: Stage;
  readonly send: (message: ToExtension) => void;
  /** Selects a box as the cursor would. */
  readonly select: (id: string) => void;
  /** Called after each change of what the buttons of the toolbar show. */
  readonly onChange: () => void;
}

/** Everything beside the picture. */
export interface Answers {
  readonly pane: HTMLElement;
  readonly strip: HTMLElement;
  readonly menu: HTMLElement;
  readonly update: (message: AnswersMessage) => void;
  /** There is a new drawing: shows everything over it again. */
  readonly redrawn: (highlight: Highlight) => void;
  readonly toggle: (tab: TabName) => void;
  /** Shows a tab, or nothing. */
  readonly open: (tab: TabName | null) => void;
  readonly shown: () => TabName | null;
  /** How many findings and failed claims there are. */
  readonly count: () => number;
  /** Opens the menu of a box or an arrow, at a point of the window. */
  readonly menuOf: (box: Element, at: { readonly x: number; readonly y: number }) => void;
  /** Whether a key on a focused box, or anywhere without one, was handled. */
  readonly pressKey: (key: string, box: Element | null) => boolean;
}

/** Any rectangle: only the scale of the stage is needed. */
const NOWHERE = { x: 0, y: 0, width: 0, height: 0 };

const TABS: readonly TabName[] = ['trace', 'reach', 'findings'];

/** Nothing is asked or shown at first. */
export function createAnswers({ picture, stage, send, select, onChange }: AnswersHost): Answers {
  let last: AnswersMessage = { type: 'answers', asked: NOTHING_ASKED, lit: null, marks: null, story: null, reach: null };
  let highlight: Highlight = 'both';
  const ask = (next: Partial<Asked>): void => {
    const tab = next.question ? 'trace' : next.reach ? 'reach' : undefined;
    if (tab) {
      pane.open(tab);
    }
    last = { ...last, asked: { ...last.asked, ...next } };
    send({ type: 'ask', asked: last.asked });
  };
  const decorate = (): void => {
    if (last.marks) {
      showMarks(picture, last.marks);
    }
    const chosen = pane.isOpen('reach') ? last.asked.reach : null;
    showReach(picture, chosen, chosen === null ? [] : rowsShown(last.reach, highlight));
    trace.place(pane.isOpen('trace'));
  };
  const parts = createParts({ picture, stage, send, select, ask, isTracing: () => pane.isOpen('trace') });
  const { trace, reach, findings, failures } = parts;
  const pane = createPane<TabName>(parts.tabs, () => {
    decorate();
    onChange();
  });
  const menu = createMenu();
  const host = {
    ask,
    asked: () => last.asked,
    suggest: (ends: { readonly from?: string; readonly to?: string }) => {
      pane.open('trace');
      trace.suggest(ends);
    },
    locate: parts.locate,
    edit: (type: 'rename' | 'add', id: string) => send({ type, id }),
    copy: (format: 'svg' | 'png') => send({ type: 'copyAs', format }),
  };
  const actions = actionsOf(host);
  const edgeActions = edgeActionsOf(host);
  return {
    pane: pane.element,
    strip: failures.element,
    menu: menu.element,
    update: (message) => {
      // A command of the editor has asked, or the state before a reload.
      const isNew = JSON.stringify(message.asked.question) !== JSON.stringify(last.asked.question);
      last = message;
      if (message.asked.question && isNew) {
        pane.open('trace');
      }
      trace.update(message);
      reach.update(message, highlight);
      findings.update(message.marks);
      failures.update(message.asked.without, brokenIn(message.marks));
      decorate();
      onChange();
    },
    redrawn: (lit) => {
      highlight = lit;
      reach.update(last, highlight);
      decorate();
    },
    toggle: pane.toggle,
    open: (tab) => (tab === null ? pane.close() : pane.open(tab)),
    shown: () => TABS.find((tab) => pane.isOpen(tab)) ?? null,
    count: () => (last.marks ? countOf(last.marks) : 0),
    menuOf: (part, at) =>
      part.hasAttribute('data-line') ? menu.open(at, 'Arrow', edgeActions(part)) : menu.open(at, titleOf(part), actions(part)),
    pressKey: (key, box) => pressPlayer(key, pane.isOpen('trace'), trace.player) || pressBox(key, box, actions),
  };
}

function brokenIn(marks: Marks | null): number {
  return marks?.claims.filter(({ isBroken }) => isBroken).length ?? 0;
}

interface PartsHost extends Pick<AnswersHost, 'picture' | 'stage' | 'send' | 'select'> {
  readonly ask: (next: Partial<Asked>) => void;
  readonly isTracing: () => boolean;
}

/** Marks the line of a moment, each once. */
function marker(send: AnswersHost['send']): (id: string | null) => void {
  let marked: string | null = null;
  return (id) => {
    if (id !== marked) {
      marked = id;
      send({ type: 'mark', id });
    }
  };
}

/** The tabs and the strip, each with what it can cause. */
function createParts({ picture, stage, send, select, ask, isTracing }: PartsHost) {
  const locate = (id: string): void => send({ type: 'locate', id, focus: true });
  const packet = createPacketView(picture);
  const trace = createTraceTab({
    ask,
    locate,
    applyFix: () => send({ type: 'applyFix' }),
    place: (position, boxes, moves) => {
      const box = packet.show(isTracing() ? position : undefined, boxes, moves, stage.place(NOWHERE).scale);
      if (box !== undefined) {
        stage.reveal(picture.rectOf(box));
      }
    },
    isShown: isTracing,
    mark: marker(send),
  });
  const reach = createReachTab({ ask, select });
  const findings = createFindingsTab({ ask: (question) => ask({ question }), locate });
  return {
    locate,
    trace,
    reach,
    findings,
    failures: createFailures((without) => ask({ without })),
    tabs: [
      { name: 'trace', title: 'Trace', element: trace.element },
      { name: 'reach', title: 'Reach', element: reach.element },
      { name: 'findings', title: 'Findings', element: findings.element },
    ],
  } as const;
}

interface Steps {
  readonly step: (by: number) => void;
  readonly toggle: () => void;
}

function pressPlayer(key: string, isOpen: boolean, { step, toggle }: Steps): boolean {
  const action = new Map<string, () => void>([
    ['.', () => step(1)],
    [',', () => step(-1)],
    ['p', toggle],
  ]).get(key);
  if (!isOpen || action === undefined) {
    return false;
  }
  action();
  return true;
}

function pressBox(key: string, box: Element | null, actions: (box: Element) => readonly MenuItem[]): boolean {
  const item = box && key !== 'Enter' ? actions(box).find((one) => one.key === key) : undefined;
  item?.run();
  return item !== undefined;
}
