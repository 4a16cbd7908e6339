// One diagram: a tab of VS Code and what it shows → diagrams requested from the server, messages to and from its page.
import { type CancellationToken, CancellationTokenSource, commands, Uri, type WebviewPanel, workspace } from 'vscode';
import type { Host } from '#client/host.ts';
import { latestOnly } from '#client/latest.ts';
import { type DiagramResult, diagramRequest } from '#server/protocol.ts';
import { jumpToLine } from './jump.ts';
import { type Choice, type Detail, type PanelState, type PictureMessage, READABLE, type ToWebview } from './messages.ts';
import { pageHtml } from './page.ts';
import { detailParams, diagramParams, stillOffered } from './params.ts';
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
  readonly toggleLock: () => void;
}

/** Fills a tab, new or restored. The panel exists until the tab is closed. */
export function createDiagramPanel(host: Host, tab: WebviewPanel, initial: PanelState): DiagramPanel {
  let state = initial;
  let picture: PictureMessage | undefined;
  let outdated = true;
  let focus: string | null = null;
  const details = detailsByFile();
  const questions = latestOnly(() => new CancellationTokenSource());
  const send = (message: ToWebview): void => void tab.webview.postMessage(message);
  const show = (message: PictureMessage): void => {
    picture = message;
    send(message);
  };
  const change = (next: Partial<PanelState>): void => {
    state = { ...state, ...next };
    tab.title = titleOf(state);
  };
  const refresh = (): void => {
    outdated = !tab.visible;
    if (tab.visible) {
      void questions.ask(
        (token) => askForPicture(host, state, focus, token),
        (answer) => {
          change({ choice: stillOffered(state.choice, answer) });
          show(pictureMessage(state, answer));
        },
      );
    }
  };
  const catchUp = (): void => (outdated && tab.visible ? refresh() : undefined);
  /** A new state of the same diagram. */
  const relabel = (next: Partial<PanelState>): void => {
    change(next);
    if (picture) {
      show({ ...picture, panel: state });
    }
  };
  listen(host, tab, () => state, {
    ready: () => {
      if (picture) {
        send(picture);
      }
      catchUp();
    },
    choose: (choice) => {
      const isSame = isSamePicture(choice, state.choice);
      relabel({ choice });
      return isSame ? undefined : refresh();
    },
    lock: (locked) => relabel({ locked }),
    detail: (detail) => {
      change({ detail });
      refresh();
    },
  });
  tab.onDidChangeViewState(catchUp);
  tab.onDidDispose(questions.cancel);
  fillPage(host, tab);
  change({});
  refresh();
  return {
    tab,
    state: () => state,
    show: (uri) => {
      if (uri.toString() !== state.uri) {
        focus = null;
        change({ uri: uri.toString(), choice: { ...state.choice, view: null, flow: null }, detail: details.swap(state, uri) });
        refresh();
      }
    },
    refresh,
    select: (id) => {
      focus = id;
      // Where something is collapsed, the diagram itself depends on the focus.
      return picture?.folds ? refresh() : send({ type: 'select', id });
    },
    toggleLock: () => relabel({ locked: !state.locked }),
  };
}

/** The highlight is a class of the drawing, which the page changes itself. */
function isSamePicture(one: Choice, other: Choice): boolean {
  return one.view === other.view && one.flow === other.flow && one.internal === other.internal;
}

/** What is expanded in the other files that a diagram showed. */
function detailsByFile(): { readonly swap: (from: PanelState, to: Uri) => Detail } {
  const details = new Map<string, Detail>();
  return {
    swap: ({ uri, detail }, to) => {
      details.set(uri, detail);
      return details.get(to.toString()) ?? READABLE;
    },
  };
}

/** The actions of the panel that a message can cause. */
interface Reactions {
  readonly ready: () => void;
  readonly choose: (choice: Choice) => void;
  readonly lock: (locked: boolean) => void;
  readonly detail: (detail: Detail) => void;
}

function listen(host: Host, tab: WebviewPanel, state: () => PanelState, react: Reactions): void {
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
        return search(state().uri, message.text);
      case 'locate':
        return jumpToLine(host, { ...message, uri: Uri.parse(state().uri), column: tab.viewColumn });
      case 'export':
        return commands.executeCommand('netarch.exportSvg');
    }
  });
}

async function askForPicture(
  host: Host,
  { uri, choice, detail }: PanelState,
  focus: string | null,
  token: CancellationToken,
): Promise<DiagramResult | null> {
  try {
    // The server may not know a file that no editor has open.
    await workspace.openTextDocument(Uri.parse(uri));
  } catch {
    return null; // The file no longer exists.
  }
  const params = { ...diagramParams(uri, choice, currentTheme()), ...detailParams(detail, focus) };
  return host.client.sendRequest(diagramRequest, params, token);
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
  const { text: svg, stale, views, flows, internal, folds, marked } = answer ?? NOTHING;
  return { type: 'picture', panel, file: fileName(panel), svg, stale, views, flows, internal, folds, marked };
}

const NOTHING = { text: null, stale: false, views: [], flows: [], internal: false, folds: false, marked: null } as const;

function titleOf(state: PanelState): string {
  return state.locked ? `[Diagram] ${fileName(state)}` : `Diagram ${fileName(state)}`;
}

function fileName({ uri }: PanelState): string {
  return Uri.parse(uri).path.split('/').at(-1) ?? uri;
}
