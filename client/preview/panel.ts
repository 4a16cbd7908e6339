// One diagram: a tab of VS Code and what it shows → diagrams requested from the server, messages to and from its page.
import { type CancellationToken, CancellationTokenSource, commands, Uri, type WebviewPanel, workspace } from 'vscode';
import type { Host } from '#client/host.ts';
import { latestOnly } from '#client/latest.ts';
import { type DiagramResult, diagramRequest } from '#server/protocol.ts';
import { jumpToLine } from './jump.ts';
import type { Choice, PanelState, PictureMessage, ToWebview } from './messages.ts';
import { pageHtml } from './page.ts';
import { diagramParams, stillOffered } from './params.ts';
import { readToExtension } from './read-message.ts';
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
        (token) => askForPicture(host, state, token),
        (answer) => {
          change({ choice: stillOffered(state.choice, answer) });
          show(pictureMessage(state, answer));
        },
      );
    }
  };
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
      if (outdated) {
        refresh();
      }
    },
    choose: (choice) => {
      // The highlight is a class of the drawing, which the page changes itself.
      const { view, flow, internal } = state.choice;
      const isSamePicture = choice.view === view && choice.flow === flow && choice.internal === internal;
      relabel({ choice });
      if (!isSamePicture) {
        refresh();
      }
    },
    lock: (locked) => relabel({ locked }),
  });
  tab.onDidChangeViewState(() => {
    if (outdated && tab.visible) {
      refresh();
    }
  });
  tab.onDidDispose(questions.cancel);
  fillPage(host, tab);
  change({});
  refresh();
  return {
    tab,
    state: () => state,
    show: (uri) => {
      if (uri.toString() !== state.uri) {
        change({ uri: uri.toString(), choice: { ...state.choice, view: null, flow: null } });
        refresh();
      }
    },
    refresh,
    select: (id) => send({ type: 'select', id }),
    toggleLock: () => relabel({ locked: !state.locked }),
  };
}

/** The actions of the panel that a message can cause. */
interface Reactions {
  readonly ready: () => void;
  readonly choose: (choice: Choice) => void;
  readonly lock: (locked: boolean) => void;
}

function listen(host: Host, tab: WebviewPanel, state: () => PanelState, react: Reactions): void {
  tab.webview.onDidReceiveMessage((anything: unknown) => {
    const message = readToExtension(anything);
    switch (message?.type) {
      case 'ready':
        return react.ready();
      case 'choose':
        return react.choose(message.choice);
      case 'lock':
        return react.lock(message.locked);
      case 'locate':
        return jumpToLine(host, { ...message, uri: Uri.parse(state().uri), column: tab.viewColumn });
      case 'export':
        return commands.executeCommand('netarch.exportSvg');
    }
  });
}

async function askForPicture(host: Host, { uri, choice }: PanelState, token: CancellationToken): Promise<DiagramResult | null> {
  try {
    // The server may not know a file that no editor has open.
    await workspace.openTextDocument(Uri.parse(uri));
  } catch {
    return null; // The file no longer exists.
  }
  return host.client.sendRequest(diagramRequest, diagramParams(uri, choice, currentTheme()), token);
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
  const { text: svg, stale, views, flows, internal } = answer ?? NOTHING;
  return { type: 'picture', panel, file: fileName(panel), svg, stale, views, flows, internal };
}

const NOTHING = { text: null, stale: false, views: [], flows: [], internal: false } as const;

function titleOf(state: PanelState): string {
  return state.locked ? `[Diagram] ${fileName(state)}` : `Diagram ${fileName(state)}`;
}

function fileName({ uri }: PanelState): string {
  return Uri.parse(uri).path.split('/').at(-1) ?? uri;
}
