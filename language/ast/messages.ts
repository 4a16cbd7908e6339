// Errors of the parser, the lexer and the linker → messages in the words of the language, without token names.
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

/** Says what was expected, or which word is not valid in its place. */
export class ParserMessages extends LangiumParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected, actual }: Mismatch): string {
    const isEnd = actual.image === '';
    if (expected.name === '}') {
      return isEnd
        ? 'The file ends inside a block: add `}`.'
        : `Unexpected ${quoted(actual.image)}. If the block is complete, close it with \`}\`.`;
    }
    if (expected.name === 'EOF') return outside(actual.image);
    return `Expected ${wordFor(expected)} ${before(actual.image)}.`;
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

/** Says which characters the language does not know. */
export class LexerMessages extends DefaultLexerErrorMessageProvider {
  override buildUnexpectedCharactersMessage(text: string, start: number, length: number): string {
    return `Unexpected character ${quoted(text.slice(start, start + length))}: remove it.`;
  }
}

/** Says which name is not defined, and as which kind of resource. The document validator adds what to do. */
export class NetarchLinker extends DefaultLinker {
  readonly #reflection: LangiumCoreServices['shared']['AstReflection'];

  constructor(services: LangiumCoreServices) {
    super(services);
    this.#reflection = services.shared.AstReflection;
  }

  protected override createLinkingError(...[info, description]: Parameters<DefaultLinker['createLinkingError']>): LinkingError {
    const kind = KINDS.get(this.#reflection.getReferenceType(info as ReferenceInfo));
    const as = kind === undefined ? '' : ` as a ${kind}`;
    const message = `\`${info.reference.$refText}\` is not defined${as}.`;
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
  ['ResolverEndpoint', 'resolver-endpoint'],
]);

const WORDS: ReadonlyMap<string, string> = new Map([
  ['ID', 'a name'],
  ['NUMBER', 'a number'],
  ['STRING', 'a string in quotes'],
  ['IPV4', 'an address'],
  ['IPV6', 'an address'],
  ['CIDR4', 'a CIDR block such as 10.0.0.0/16'],
  ['CIDR6', 'a CIDR block such as 10.0.0.0/16'],
  ['LENGTH', 'a prefix length such as /56'],
  ['PORT_RANGE', 'a port range'],
  ['DURATION', 'a duration such as 30s'],
]);

function outside(found: string): string {
  return `Unexpected ${quoted(found)}: outside of all blocks, only these declarations are valid: import, vpc, external security-group, peering, transit-gateway, vpn, direct-connect, host, network, prefix-list, api-gateway, private-zone, resolver-rule, workloads, flow, expect and view.`;
}

function wordFor({ name }: TokenType): string {
  return WORDS.get(name) ?? `\`${name}\``;
}

function oneOf(expected: readonly TokenType[], actual: string): string {
  // An opening bracket begins an IPv6 address, which is listed as an address already.
  const words = [...new Set(expected.filter(({ name }) => name !== '[').map(wordFor))];
  const last = words.at(-1) ?? 'something else';
  const list = words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
  return `Expected ${list} ${before(actual)}.`;
}

/** The text as code, cut to 30 characters. The range of the diagnostic shows all of it. */
function quoted(text: string): string {
  return `\`${text.length > 30 ? `${text.slice(0, 29)}…` : text}\``;
}

function before(found: string): string {
  return found === '' ? 'at the end of the file' : `before ${quoted(found)}`;
}
