// What the parser, the lexer and the linker stumbled over → sentences for people who never saw a token.
import {
  DefaultLexerErrorMessageProvider,
  DefaultLinker,
  type LangiumCoreServices,
  LangiumParserErrorMessageProvider,
  type LinkingError,
  type ReferenceInfo,
} from 'langium';

type Mismatch = Parameters<LangiumParserErrorMessageProvider['buildMismatchTokenMessage']>[0];
type NoViableAlternative = Parameters<LangiumParserErrorMessageProvider['buildNoViableAltMessage']>[0];
type NotAllInput = Parameters<LangiumParserErrorMessageProvider['buildNotAllInputParsedMessage']>[0];
type TokenType = Mismatch['expected'];

/** Says what is missing, or what cannot stand where it stands. */
export class ParserMessages extends LangiumParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected, actual }: Mismatch): string {
    const isEnd = actual.image === '';
    if (expected.name === '}') {
      return isEnd
        ? 'The file ends inside a block: close it with "}".'
        : `${quoted(actual.image)} cannot stand here. If the block is complete, close it with "}".`;
    }
    if (expected.name === 'EOF') return outside(actual.image);
    const missing = capital(wordFor(expected));
    return isEnd ? `${missing} is missing at the end of the file.` : `${missing} is missing before ${quoted(actual.image)}.`;
  }

  override buildNoViableAltMessage({ expectedPathsPerAlt, actual }: NoViableAlternative): string {
    return oneOf(
      expectedPathsPerAlt.flat().flatMap(([first]) => first ?? []),
      actual[0]?.image ?? '',
    );
  }

  override buildNotAllInputParsedMessage({ firstRedundant }: NotAllInput): string {
    return outside(firstRedundant.image);
  }
}

/** Says which characters mean nothing. */
export class LexerMessages extends DefaultLexerErrorMessageProvider {
  override buildUnexpectedCharactersMessage(text: string, start: number, length: number): string {
    return `${quoted(text.slice(start, start + length))} means nothing in this language: remove it.`;
  }
}

/** Says which kind of thing was looked for. */
export class NetarchLinker extends DefaultLinker {
  readonly #reflection: LangiumCoreServices['shared']['AstReflection'];

  constructor(services: LangiumCoreServices) {
    super(services);
    this.#reflection = services.shared.AstReflection;
  }

  protected override createLinkingError(...[info, description]: Parameters<DefaultLinker['createLinkingError']>): LinkingError {
    const kind = KINDS.get(this.#reflection.getReferenceType(info as ReferenceInfo)) ?? 'resource';
    const message = `There is no ${kind} called ${info.reference.$refText} here: declare it, or correct the name.`;
    return { ...super.createLinkingError(info, description), message };
  }
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['Workload', 'workload'],
  ['LoadBalancer', 'load balancer'],
  ['SecurityGroup', 'security-group'],
  ['NetworkAcl', 'network-acl'],
  ['RouteTable', 'route-table'],
  ['TargetGroup', 'target-group'],
  ['Subnet', 'subnet'],
  ['Flow', 'flow'],
  ['Vpc', 'vpc'],
  ['PrefixList', 'prefix-list'],
  ['SiteLink', 'vpn or direct-connect'],
  ['TransitRouteTable', 'route-table'],
  ['AttachedResource', 'vpc, vpn, direct-connect or transit-gateway'],
  ['RemoteResource', 'network or host'],
  ['RouteTarget', 'gateway'],
]);

const WORDS: ReadonlyMap<string, string> = new Map([
  ['ID', 'a name'],
  ['NUMBER', 'a number'],
  ['STRING', 'a text in quotes'],
  ['IPV4', 'an address'],
  ['IPV6', 'an address'],
  ['CIDR4', 'a block such as 10.0.0.0/16'],
  ['CIDR6', 'a block such as 10.0.0.0/16'],
  ['PORT_RANGE', 'a range of ports'],
  ['DURATION', 'a time such as 30s'],
]);

function outside(found: string): string {
  return `${quoted(found)} cannot stand here: outside of all blocks stand imports, vpc, peering, transit-gateway, vpn, direct-connect, host, network, prefix-list, api-gateway, workloads, flow, expect and view.`;
}

function wordFor({ name }: TokenType): string {
  return WORDS.get(name) ?? `"${name}"`;
}

function oneOf(expected: readonly TokenType[], actual: string): string {
  // An IPv6 address in brackets is an address, too.
  const words = [...new Set(expected.filter(({ name }) => name !== '[').map(wordFor))];
  const last = words.at(-1) ?? 'something else';
  const list = words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
  return `${capital(list)} is missing ${actual === '' ? 'at the end of the file' : `before ${quoted(actual)}`}.`;
}

/** Long texts are cut: the range shows where they are. */
function quoted(text: string): string {
  return `"${text.length > 30 ? `${text.slice(0, 29)}…` : text}"`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
