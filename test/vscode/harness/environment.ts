// The environment for child processes, without variables of an outer VS Code, npm or test run.

const foreign =
  /^(VSCODE_|CODE_SERVER_|ELECTRON_|NODE_OPTIONS$|NODE_V8_COVERAGE$|npm_(package|lifecycle|command|node_execpath|config_(prefix|global|omit|include|save|local_prefix)))/i;

/** The environment of this process without variables that an outer VS Code, npm or test run has set, plus `extra`. */
export function environment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))), ...extra };
}
