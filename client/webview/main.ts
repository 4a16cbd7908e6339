// The page of a diagram: receives messages of the extension, sends what the user does.
import type { PictureMessage } from '#client/preview/messages.ts';
import answersStyle from './answers/answers.css';
import { createAnswers } from './answers/answers.ts';
import menuStyle from './answers/menu.css';
import traceStyle from './answers/trace.css';
import { createBoxes } from './boxes.ts';
import type { Camera } from './camera.ts';
import { createComparisonStrip } from './comparison.ts';
import { copyPng } from './copy-png.ts';
import { listenForGestures } from './gestures.ts';
import { acquireHost } from './host.ts';
import { createLarge } from './large.ts';
import pageStyle from './page.css';
import { createPicture } from './picture.ts';
import { listenForQuestions } from './questions.ts';
import { readToWebview, readWebviewState } from './read-message.ts';
import { createStage } from './stage.ts';
import { createToolbar } from './toolbar.ts';

const ZOOM_STEP = 1.25;
const LAST_VALID = 'The text has errors: this is the last valid diagram.';
const PARTIAL = 'The text has errors: this is what can be understood of it.';

const host = acquireHost();
const keptState = readWebviewState(host.kept());
/** What the page shows. Before the first diagram: what it showed before a reload. */
let shown: { readonly message?: PictureMessage; readonly key?: string } = keptState ? { key: keyOf(keptState.panel) } : {};
let camera: Camera | null = keptState?.camera ?? null;

const banner = paragraph('banner', '');
const empty = paragraph('empty', '');
const frame = document.createElement('main');
frame.className = 'frame';
const picture = createPicture(frame);
const stage = createStage(frame, picture.plane, camera, {
  rest: (rested) => {
    camera = rested;
    keep();
  },
  move: (...moved) => large.follow(...moved),
});
const large = createLarge(picture, stage, () => boxes, host.send);
const boxes = createBoxes(picture, stage, (id, focus) => host.send({ type: 'locate', id, focus }));
const answers = createAnswers({
  picture,
  stage,
  send: host.send,
  select: (id) => boxes.select(id),
  onChange: () => {
    toolbar.showTab(answers.shown(), answers.count());
    keep();
  },
});
const toolbar = createToolbar({
  choose: (choice) => host.send({ type: 'choose', choice }),
  light: (highlight) => {
    if (shown.message) {
      const choice = { ...shown.message.panel.choice, highlight };
      picture.light(highlight);
      toolbar.showLight(highlight);
      answers.redrawn(highlight);
      host.send({ type: 'choose', choice });
    }
  },
  zoomIn: () => stage.zoomBy(ZOOM_STEP),
  zoomOut: () => stage.zoomBy(1 / ZOOM_STEP),
  fit: stage.fit,
  search: large.openSearch,
  all: large.all,
  only: large.only,
  lock: (locked) => host.send({ type: 'lock', locked }),
  exportSvg: () => host.send({ type: 'export' }),
  toggleTab: answers.toggle,
});

const comparison = createComparisonStrip(() => {
  if (shown.message) {
    const { against: _, ...choice } = shown.message.panel.choice;
    host.send({ type: 'choose', choice });
  }
});

const sheet = new CSSStyleSheet();
sheet.replaceSync([pageStyle, answersStyle, traceStyle, menuStyle].join('\n'));
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
const view = document.createElement('div');
view.className = 'view';
view.append(frame, banner, empty, ...large.elements);
const content = document.createElement('div');
content.className = 'content';
content.append(view, answers.pane);
document.body.append(toolbar.element, comparison.element, answers.strip, content, answers.menu);
listenForGestures(frame, stage);
listenForQuestions(frame, answers);
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = readToWebview(data);
  if (message?.type === 'picture') {
    show(message);
  } else if (message?.type === 'select') {
    boxes.select(message.id);
  } else if (message?.type === 'hits') {
    large.showHits(message);
  } else if (message?.type === 'copy') {
    void copyPng(message.png).then((problem) => host.send({ type: 'copied', problem }));
  } else if (message?.type === 'answers') {
    answers.update(message);
  }
});
answers.open(keptState?.tab ?? null);
host.send({ type: 'ready' });

function show(message: PictureMessage): void {
  const { panel, file, svg, stale, partial, marked } = message;
  const key = keyOf(panel);
  const before = shown.message;
  if (svg !== before?.svg) {
    redraw(svg, file, key === shown.key ? 'same' : 'all');
  }
  if (svg !== before?.svg || panel.detail !== before.panel.detail) {
    large.mount(panel.detail);
  }
  if (marked !== null && marked !== before?.marked) {
    // After a reload the camera is where it was.
    boxes.select(marked, before === undefined && keptState !== undefined);
  }
  shown = { message, key };
  if (panel.choice.highlight) {
    picture.light(panel.choice.highlight);
  }
  banner.hidden = !stale;
  banner.textContent = partial ? PARTIAL : LAST_VALID;
  empty.hidden = picture.size() !== undefined;
  empty.textContent = `No diagram of ${file} yet. Declare a resource, for example a VPC.`;
  comparison.update(panel.choice.against, message.notCompared);
  toolbar.update(message, picture.highlight());
  answers.redrawn(picture.highlight());
  keep();
}

function redraw(svg: string | null, file: string, look: 'same' | 'all'): void {
  const focused = boxes.focused();
  picture.draw(svg ?? '');
  const size = picture.size();
  if (size) {
    stage.mount(size, look);
    boxes.mount(`Network of ${file}`, focused);
  }
}

function keep(): void {
  if (shown.message) {
    host.keep({ panel: shown.message.panel, camera, tab: answers.shown() });
  }
}

/** The same view of the same file keeps its camera. */
function keyOf({ uri, choice, detail }: PictureMessage['panel']): string {
  return JSON.stringify([uri, choice.view, detail.around]);
}

function paragraph(className: string, text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  element.setAttribute('role', 'status');
  element.textContent = text;
  element.hidden = true;
  return element;
}
