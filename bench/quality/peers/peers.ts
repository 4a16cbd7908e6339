// The peers: they are installed and run only if someone asks for them.
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagram } from '#language/view/graph/diagram.ts';
import type { Drawing } from '../drawing.ts';
import type { Answer, PeerName, Question } from './worker.ts';

/** A tool that lays out diagrams, and the package that has it. */
export interface Peer {
  readonly name: PeerName;
  readonly title: string;
  readonly packageName: string;
}

/** All peers, in the order of their columns. */
export const PEERS: readonly Peer[] = [
  { name: 'd2', title: 'D2 with ELK', packageName: '@terrastruct/d2' },
  { name: 'graphviz', title: 'Graphviz dot', packageName: '@hpcc-js/wasm-graphviz' },
  { name: 'likec4', title: 'LikeC4', packageName: 'likec4' },
];

/** How long a peer may take for one diagram. */
const SECONDS = 60;

/** The drawing of a diagram as a peer lays it out, or why there is none: the peer rejects its text, or takes too long. */
export async function peerDrawing(peer: PeerName, diagram: Diagram): Promise<Drawing | { readonly failure: string }> {
  const answer = await ask(peer, { want: 'drawing', diagram });
  if ('drawing' in answer) return answer.drawing;
  return 'failure' in answer ? answer : { failure: 'no drawing' };
}

/** The SVG of a diagram as a peer draws it. Rejects if there is none. */
export async function peerPicture(peer: PeerName, diagram: Diagram): Promise<string> {
  const answer = await ask(peer, { want: 'picture', diagram });
  if ('picture' in answer) return answer.picture;
  throw new Error('failure' in answer ? answer.failure : 'no picture');
}

/** The versions of the packages, by name. */
export function versions(): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return dependencies;
}

const folder = join(import.meta.dirname, 'packages');
const processes = new Map<PeerName, ChildProcess>();

/** Questions to one peer must not overlap: the answers have no numbers. */
async function ask(peer: PeerName, question: Question): Promise<Answer> {
  const child = processes.get(peer) ?? start(peer);
  child.ref();
  child.channel?.ref();
  const answer = await new Promise<Answer>((resolve) => {
    const end = (result: Answer) => {
      clearTimeout(timer);
      child.removeAllListeners('message').off('exit', onExit);
      resolve(result);
    };
    const onExit = () => end({ failure: 'crashed' });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      processes.delete(peer);
      end({ failure: `> ${SECONDS} s` });
    }, SECONDS * 1000);
    child.once('message', (message) => end(message as Answer)).once('exit', onExit);
    child.send(question);
  });
  // An idle process does not keep this one alive; it ends when this one does.
  child.unref();
  child.channel?.unref();
  return answer;
}

function start(peer: PeerName): ChildProcess {
  install();
  const child = fork(join(import.meta.dirname, 'worker.ts'), [peer], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.once('exit', () => {
    if (processes.get(peer) === child) processes.delete(peer);
  });
  processes.set(peer, child);
  return child;
}

/** Whether these versions of the packages are there already. */
export function areInstalled(): boolean {
  return Object.entries(versions()).every(([name, version]) => {
    const manifest = join(folder, 'node_modules', name, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version;
  });
}

/** Installs the packages, unless these versions are there. */
function install(): void {
  if (areInstalled()) return;
  console.error('Installing the peers (npm ci) …');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
