// Our environment → the one for a child that must not know who started it.

const foreign =
  /^(VSCODE_|CODE_SERVER_|ELECTRON_|NODE_OPTIONS$|NODE_V8_COVERAGE$|npm_(package|lifecycle|command|node_execpath|config_(prefix|global|omit|include|save|local_prefix)))/i;

/** This process's environment without what an outer VS Code, npm or test run has put there, and with what is given. */
export function environment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))), ...extra };
}
