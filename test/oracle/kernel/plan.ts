// What to build: network namespaces, the cables between them, and the commands for each. Planned first, built by one script.
import { type Address, formatAddress, hostPrefix } from '#language/network/address.ts';

/** A network namespace: lines for `ip -batch` and a ruleset for `nft -f`. */
interface Namespace {
  /** The resource that it represents. */
  readonly meaning: string;
  readonly ip: string[];
  readonly nft: string[];
}

interface End {
  readonly namespace: string;
  readonly device: string;
}

/**
 * All ends of all cables have the same hardware address without ARP: what goes in at one end comes out at the
 * other, like packets on a wire between two machines. So routers need no addresses.
 */
const HARDWARE_ADDRESS = '02:00:00:00:00:01';

/** Every namespace forwards packets, accepts every source, and sends no ICMP redirects, as AWS's routers do. */
const KERNEL = `echo 1 > /proc/sys/net/ipv4/ip_forward
echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
echo '0 2147483647' > /proc/sys/net/ipv4/ping_group_range
for f in /proc/sys/net/ipv4/conf/*/rp_filter /proc/sys/net/ipv4/conf/*/send_redirects; do echo 0 > $f; done`;

/** A network of namespaces in the making. */
export class Plan {
  readonly #namespaces = new Map<string, Namespace>();
  readonly #cables: (readonly [End, End])[] = [];
  readonly #six: boolean;

  /** `six`: whether IPv6 is in use. */
  constructor(six: boolean) {
    this.#six = six;
  }

  /** Adds a namespace. Names are short: they are file names of the kernel. */
  add(name: string, meaning: string): void {
    this.#namespaces.set(name, { meaning, ip: ['link set lo up'], nft: [] });
  }

  /**
   * Gives the namespace an address. The kernel looks for duplicates of an IPv6 address in the background, and until then nothing can be bound to it;
   * `nodad` spares that.
   */
  own(name: string, address: Address, device: string): void {
    const noDetection = address.family === 6 ? ' nodad' : '';
    this.ip(name, `addr add ${formatAddress(address)}/${hostPrefix(address).length} dev ${device}${noDetection}`);
  }

  /** A cable from a device of one namespace to a device of another. */
  cable(from: string, fromDevice: string, to: string, toDevice: string): void {
    const ends = [
      { namespace: from, device: fromDevice },
      { namespace: to, device: toDevice },
    ] as const;
    this.#cables.push(ends);
    for (const { namespace, device } of ends)
      this.ip(namespace, `link set ${device} arp off addrgenmode none`, `link set ${device} up`);
  }

  /** Whether the namespace has this device already. */
  isCabled(namespace: string, device: string): boolean {
    return this.#cables.some((ends) => ends.some((end) => end.namespace === namespace && end.device === device));
  }

  /** Lines of `ip -batch`, after the devices of all cables. Those that begin with `-4` or `-6` are of that family. */
  ip(namespace: string, ...lines: readonly string[]): void {
    this.#get(namespace).ip.push(...lines);
  }

  /** How many lines of a namespace hold this text. */
  count(namespace: string, text: string): number {
    return this.#get(namespace).ip.filter((line) => line.includes(text)).length;
  }

  /** Lines of `nft -f`. */
  nft(namespace: string, ...lines: readonly string[]): void {
    this.#get(namespace).nft.push(...lines);
  }

  /** The shell script that builds it, in an empty world. */
  script(): string {
    const names = [...this.#namespaces.keys()];
    const batch = [
      ...names.map((name) => `netns add ${name}`),
      ...this.#cables.map(
        ([a, b]) =>
          `link add name ${a.device} address ${HARDWARE_ADDRESS} netns ${a.namespace} type veth ` +
          `peer name ${b.device} address ${HARDWARE_ADDRESS} netns ${b.namespace}`,
      ),
    ];
    return [
      ...here('ip -batch -', batch),
      'running=',
      ...names.flatMap((name) => this.#inside(name)),
      'for one in $running; do wait $one; done',
    ].join('\n');
  }

  /** All namespaces run their commands at the same time. */
  #inside(name: string): readonly string[] {
    const { meaning, ip, nft } = this.#get(name);
    const links = ip.filter((line) => line.startsWith('link '));
    const six = this.#six ? ip.filter((line) => line.startsWith('-6 ')) : [];
    const rest = ip.filter((line) => !line.startsWith('link ') && !line.startsWith('-6 '));
    const parts = [
      KERNEL,
      ...here('ip -batch -', [...links, ...rest.map((line) => line.replace(/^-4 /, ''))]),
      ...(six.length === 0
        ? []
        : here(
            'ip -6 -batch -',
            six.map((line) => line.slice(3)),
          )),
      ...(nft.length === 0 ? [] : here('nft -f -', nft)),
    ];
    return [
      `# ${name}: ${meaning}`,
      `nsenter --net=/var/run/netns/${name} sh -e <<'INSIDE' &`,
      ...parts,
      'INSIDE',
      'running="$running $!"',
    ];
  }

  #get(name: string): Namespace {
    const found = this.#namespaces.get(name);
    if (found === undefined) throw new Error(`No namespace ${name}.`);
    return found;
  }
}

/** Takes down everything that a script has built. */
export const TAKE_DOWN = 'ip -all netns delete';

function here(command: string, lines: readonly string[]): readonly string[] {
  return [`${command} <<'LINES'`, ...lines, 'LINES'];
}
