// One diagram: a tab of VS Code and what it shows → diagrams requested from the server, messages to and from its page.
import { type CancellationToken, CancellationTokenSource, commands, Uri, type WebviewPanel, workspace } from 'vscode';
import type { Host } from '#client/host.ts';
import { latestOnly } from '#client/latest.ts';
import { type DiagramResult, diagramRequest } from '#server/protocol.ts';
import { type Answers, createAnswers } from './answers.ts';
import { applyFix } from './apply-edits.ts';
import { addTo, renameResource } from './edit-resource.ts';
import { jumpToLine } from './jump.ts';
import { markLine } from './marked-line.ts';
import {
  type Asked,
  type Choice,
  type Detail,
  NOTHING_ASKED,
  type PanelState,
  type PictureMessage,
  type Question,
  READABLE,
  type ToWebview,
} from './messages.ts';
import { olderText } from './older-text.ts';
import { pageHtml } from './page.ts';
import { askedParams, detailParams, diagramParams, stillOffered } from './params.ts';
import { readToExtension } from './read-message.ts';
import { searchIn } from './search.ts';
import { currentTheme } from './theme.ts';

/** One open diagram. */
export interface DiagramPanel {
  readonly tab: WebviewPanel;
  readonly state: () => PanelState;
  /** Shows another file, without a view or flow. Does nothing if the file is already shown. */
  readonly show: (uri: Uri) => void;
  /** Requests the diagram again: at once if the tab is visible, otherwise when it becomes visible. */
  readonly refresh: () => void;
  /** Marks the box of the resource at the cursor. */
  readonly select: (id: string | null) => void;
  /** Highlights and tells the flow or claim at the cursor, unless the user has asked for something else. */
  readonly light: (question: Question | null) => void;
  readonly ask: (asked: Partial<Asked>) => void;
  /** Shows something else of the file. */
  readonly choose: (choice: Choice) => void;
  readonly toggleLock: () => void;
}

/** Fills a tab, new or restored. The panel exists until the tab is closed. */
export function createDiagramPanel(host: Host, tab: WebviewPanel, initial: PanelState): DiagramPanel {
  return new Panel(host, tab, initial);
}

class Panel implements DiagramPanel, Reactions {
  readonly tab: WebviewPanel;
  readonly #host: Host;
  readonly #answers: Answers;
  readonly #questions = latestOnly(() => new CancellationTokenSource());
  #state: PanelState;
  #picture: PictureMessage | undefined;
  #outdated = true;
  #lit: Question | null = null;
  /** The id of the resource at the cursor. */
  #focus: string | null = null;
  /** What is expanded in the other files that this diagram showed. */
  readonly #details = new Map<string, Detail>();

  constructor(host: Host, tab: WebviewPanel, initial: PanelState) {
    this.#host = host;
    this.tab = tab;
    this.#state = initial;
    this.#answers = createAnswers(host, (message) => this.#send(message));
    listen(host, tab, this);
    tab.onDidChangeViewState(() => this.#catchUp());
    tab.onDidDispose(() => {
      this.#questions.cancel();
      this.#answers.cancel();
    });
    fillPage(host, tab);
    this.#change({});
    this.refresh();
  }

  state(): PanelState {
    return this.#state;
  }

  show(uri: Uri): void {
    if (uri.toString() !== this.#state.uri) {
      this.#lit = null;
      this.#focus = null;
      this.#details.set(this.#state.uri, this.#state.detail);
      const detail = this.#details.get(uri.toString()) ?? READABLE;
      const { against: _, ...kept } = this.#state.choice;
      const choice = { ...kept, view: null, flow: null };
      this.#change({ uri: uri.toString(), choice, detail, asked: NOTHING_ASKED });
      this.refresh();
    }
  }

  refresh(): void {
    const { tab } = this;
    this.#outdated = !tab.visible;
    if (tab.visible) {
      void this.#questions.ask(
        (token) => askForPicture(this.#host, this.#state, { lit: this.#lit, focus: this.#focus }, token),
        (answer) => {
          this.#change({ choice: stillOffered(this.#state.choice, answer) });
          this.#draw(pictureMessage(this.#state, answer));
          this.#answers.ask(this.#state, this.#lit);
        },
      );
    }
  }

  select(id: string | null): void {
    this.#focus = id;
    // Where something is collapsed, the diagram itself depends on the focus.
    if (this.#picture?.folds) {
      this.refresh();
    } else {
      this.#send({ type: 'select', id });
    }
  }

  light(question: Question | null): void {
    const { asked, choice } = this.#state;
    const isNew = JSON.stringify(question) !== JSON.stringify(this.#lit);
    this.#lit = question;
    if (isNew && asked.question === null && choice.flow === null) {
      this.refresh();
    }
  }

  toggleLock(): void {
    this.lock(!this.#state.locked);
  }

  ready(): void {
    if (this.#picture) {
      this.#send(this.#picture);
      this.#answers.repeat();
    }
    this.#catchUp();
  }

  choose(choice: Choice): void {
    // The highlight is a class of the drawing, which the page changes itself.
    const { view, flow, internal, against } = this.#state.choice;
    const isSameNetwork = choice.view === view && choice.flow === flow && choice.against === against;
    const isSamePicture = isSameNetwork && choice.internal === internal;
    this.#relabel({ choice });
    if (!isSamePicture) {
      this.refresh();
    }
  }

  lock(locked: boolean): void {
    this.#relabel({ locked });
  }

  detail(detail: Detail): void {
    this.#change({ detail });
    this.refresh();
  }

  ask(next: Partial<Asked>): void {
    this.#change({ asked: { ...this.#state.asked, ...next } });
    this.refresh();
  }

  applyFix(): Promise<void> {
    return applyFix(this.#answers.fix());
  }

  #catchUp(): void {
    if (this.#outdated && this.tab.visible) {
      this.refresh();
    }
  }

  #change(next: Partial<PanelState>): void {
    this.#state = { ...this.#state, ...next };
    this.tab.title = titleOf(this.#state);
  }

  /** A new state of the same diagram. */
  #relabel(next: Partial<PanelState>): void {
    this.#change(next);
    if (this.#picture) {
      this.#draw({ ...this.#picture, panel: this.#state });
    }
  }

  #draw(message: PictureMessage): void {
    this.#picture = message;
    this.#send(message);
  }

  #send(message: ToWebview): void {
    void this.tab.webview.postMessage(message);
  }
}

/** The actions of the panel that a message can cause. */
interface Reactions {
  readonly state: () => PanelState;
  readonly ready: () => void;
  readonly choose: (choice: Choice) => void;
  readonly lock: (locked: boolean) => void;
  readonly detail: (detail: Detail) => void;
  readonly ask: (asked: Asked) => void;
  readonly applyFix: () => Promise<void>;
}

function listen(host: Host, tab: WebviewPanel, react: Reactions): void {
  const search = searchIn(host, (message) => tab.webview.postMessage(message));
  tab.webview.onDidReceiveMessage((anything: unknown) => {
    const message = readToExtension(anything);
    switch (message?.type) {
      case 'ready':
        return react.ready();
      case 'choose':
        return react.choose(message.choice);
      case 'lock':
        return react.lock(message.locked);
      case 'detail':
        return react.detail(message.detail);
      case 'search':
        return search(react.state().uri, message.text);
      case 'ask':
        return react.ask(message.asked);
      case 'copyAs':
        return commands.executeCommand(message.format === 'svg' ? 'netarch.copySvg' : 'netarch.copyPng');
      case 'rename':
        return renameResource(host, react.state().uri, message.id);
      case 'add':
        return addTo(host, react.state().uri, message.id);
      case 'mark':
        return markLine(host, react.state().uri, message.id);
      case 'applyFix':
        return react.applyFix();
      case 'locate':
        return jumpToLine(host, { ...message, uri: Uri.parse(react.state().uri), column: tab.viewColumn });
      case 'export':
        return commands.executeCommand('netarch.exportSvg');
    }
  });
}

async function askForPicture(
  host: Host,
  { uri, choice, detail, asked }: PanelState,
  { lit, focus }: { readonly lit: Question | null; readonly focus: string | null },
  token: CancellationToken,
): Promise<DiagramResult | null> {
  try {
    // The server may not know a file that no editor has open.
    await workspace.openTextDocument(Uri.parse(uri));
  } catch {
    return null; // The file no longer exists.
  }
  const { against } = choice;
  const older = against === undefined ? undefined : await olderText(Uri.parse(uri), against);
  const params = {
    ...diagramParams(uri, choice, currentTheme()),
    ...detailParams(detail, focus),
    ...askedParams(asked, choice.flow === null ? lit : null),
    ...(older?.ok && { against: older.value }),
  };
  const answer = await host.client.sendRequest(diagramRequest, params, token);
  return answer && older?.ok === false ? { ...answer, notCompared: older.problem } : answer;
}

function fillPage(host: Host, tab: WebviewPanel): void {
  const dist = Uri.joinPath(host.extensionUri, 'dist');
  const icon = (name: string): Uri => Uri.joinPath(host.extensionUri, 'images', name);
  tab.iconPath = { light: icon('file-light.svg'), dark: icon('file-dark.svg') };
  tab.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [dist] };
  tab.webview.html = pageHtml({
    script: tab.webview.asWebviewUri(Uri.joinPath(dist, 'webview.js')).toString(),
    nonce: crypto.randomUUID(),
  });
}

function pictureMessage(panel: PanelState, answer: DiagramResult | null): PictureMessage {
  const { text: svg, stale, partial, notCompared, views, flows, internal, folds, marked }: PictureAnswer = answer ?? NOTHING;
  const state = { stale, ...(partial && { partial }), ...(notCompared !== undefined && { notCompared }) };
  return { type: 'picture', panel, file: fileName(panel), svg, ...state, views, flows, internal, folds, marked };
}

type PictureAnswer = Omit<DiagramResult, 'text' | 'format' | 'encoding'> & { readonly text: string | null };

const NOTHING: PictureAnswer = { text: null, stale: false, views: [], flows: [], internal: false, folds: false, marked: null };

function titleOf(state: PanelState): string {
  return state.locked ? `[Diagram] ${fileName(state)}` : `Diagram ${fileName(state)}`;
}

function fileName({ uri }: PanelState): string {
  return Uri.parse(uri).path.split('/').at(-1) ?? uri;
}
