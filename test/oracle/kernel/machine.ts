// The machine of the suite: a process of its own that builds namespaces and sends packets (agent.pl), spoken to in lines.
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { root } from '#scripts/root.ts';

/** One connection from one resource to another. For ICMP, `port` is the identifier and `toPort` is 0. */
export interface Question {
  readonly namespace: string;
  readonly protocol: string;
  readonly source: string;
  readonly port: number;
  readonly destination: string;
  readonly toPort: number;
}

/** A server: a socket, or a relay to its targets. */
export interface Listener {
  readonly namespace: string;
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  readonly port: number;
  readonly relayTo?: readonly ('at-once' | { readonly address: string; readonly port: number })[];
}

/** An address in a namespace. */
export interface Watched {
  readonly namespace: string;
  readonly address: string;
}

/** A first packet as it arrived in a namespace. */
export type Seen = Question;

/** What became of the questions. */
export interface Outcome {
  readonly seen: readonly Seen[];
  /** `tcp 40001`: protocol and port of the connections that got a reply. */
  readonly answered: ReadonlySet<string>;
}

const NEEDED = ['unshare', 'nsenter', 'mount', 'perl', 'ip', 'nft'];

/** Why packets cannot be sent here; `undefined` if they can. */
export function whyNot(): string | undefined {
  if (process.platform !== 'linux') return `this is ${process.platform}, not Linux`;
  if (process.getuid?.() !== 0) return 'not root';
  const missing = NEEDED.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`;
  const { status, stderr } = spawnSync('unshare', ['--mount', '--net', '--propagation', 'private', 'sh', '-ec', PROBE], {
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `this kernel or container does not allow it: ${stderr.trim().split('\n').at(-1) ?? ''}`;
}

/** The minimum that the suite needs: namespaces, cables, connection tracking, translation. */
const PROBE = `mount -t tmpfs netarch /var/run && mkdir -p /var/run/netns
ip netns add probe
ip link add name one type veth peer name two netns probe
nsenter --net=/var/run/netns/probe sh -ec 'echo 1 > /proc/sys/net/ipv4/ip_forward; nft -f -' <<'END'
table inet probe {
  chain forward { type filter hook forward priority 0; ct state established accept; ip daddr set 10.0.0.1; }
}
table ip nat {
  chain out { type nat hook postrouting priority 100; meta l4proto tcp snat to 10.0.0.1:1024-65535; }
}
END`;

/** Starts with `start`, ends with `stop`; whatever it built vanishes with its process, however that ends. */
export class Machine {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  private constructor() {
    const program = join(root, 'test', 'oracle', 'kernel', 'agent.pl');
    // Its own network namespace: no line of a script can touch the network of the host, not even by mistake.
    this.#process = spawn('unshare', ['--mount', '--net', '--propagation', 'private', 'perl', program], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  static async start(): Promise<Machine> {
    const machine = new Machine();
    await machine.#until('ready');
    return machine;
  }

  stop(): void {
    this.#process.stdin.end();
  }

  /** Runs a shell script. Throws with the script if one of its lines fails. */
  async run(script: string): Promise<void> {
    this.#process.stdin.write(`script ${Buffer.byteLength(script)}\n${script}`);
    const lines = await this.#until('done', 'failed');
    if (lines.at(-1) === 'failed') throw new Error(`This script failed:\n${script}`);
  }

  /**
   * Sends all questions at once and looks at what arrives until nothing has happened for `quiet` milliseconds. `watched`: the
   * addresses whose arrivals are reported.
   */
  async ask(
    watched: readonly Watched[],
    listeners: readonly Listener[],
    questions: readonly Question[],
    quiet: number,
  ): Promise<Outcome> {
    const words = [
      ...watched.map(({ namespace, address }) => `watch ${namespace} ${address}`),
      ...listeners.map(listenerText),
      ...questions.map((one) =>
        ['send', one.namespace, one.protocol, one.source, one.port, one.destination, one.toPort].join(' '),
      ),
      `settle ${quiet}`,
    ];
    this.#process.stdin.write(`${words.join('\n')}\n`);
    const lines = (await this.#until('done')).map((line) => line.split(' '));
    return {
      seen: lines.flatMap((words) => (words[0] === 'seen' ? [seenOf(words)] : [])),
      answered: new Set(lines.flatMap(([word, protocol, port]) => (word === 'answered' ? [`${protocol} ${port}`] : []))),
    };
  }

  async #until(...last: readonly string[]): Promise<readonly string[]> {
    const lines: string[] = [];
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done === true) throw new Error(`The agent ended early, after: ${lines.at(-1) ?? 'nothing'}`);
      lines.push(value);
      if (last.includes(value)) return lines;
    }
  }
}

function listenerText({ namespace, protocol, address, port, relayTo }: Listener): string {
  if (relayTo === undefined) return `listen ${namespace} ${protocol} ${address} ${port}`;
  const targets = relayTo.map((target) => (target === 'at-once' ? target : `${target.address},${target.port}`));
  return `relay ${namespace} ${address} ${port} ${targets.join(' ')}`;
}

function seenOf([
  ,
  namespace = '',
  protocol = '',
  source = '',
  port = '',
  destination = '',
  toPort = '',
]: readonly string[]): Seen {
  return { namespace, protocol, source, port: Number(port), destination, toPort: Number(toPort) };
}
