// Generates docs/rules.md from the comments of the rules, with one section for each code. `--check` only fails if the file would change.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '#language/validation/rules.ts';
import { READING_CODES } from './reading-codes.ts';
import { root } from './root.ts';

/** Sections of the manual, with the first words of the codes in them. */
const SECTIONS: readonly (readonly [title: string, ...words: readonly string[]])[] = [
  ['Flows and expectations', 'flow', 'expect', 'claims', 'asymmetric'],
  ['Addresses and subnets', 'vpc', 'subnet', 'address', 'eip', 'public', 'workload'],
  ['Routes and gateways', 'route', 'igw', 'gateway', 'bpa', 'private'],
  ['NAT', 'nat'],
  ['Security groups', 'sg', 'bastion'],
  ['Network ACLs', 'nacl'],
  ['Load balancers', 'alb', 'lb', 'nlb', 'gwlb'],
  ['Connected networks', 'peering', 'tgw', 'network', 'client'],
  ['VPC endpoints', 'endpoint'],
  ['Databases, Lambda functions, EKS clusters, DNS', 'db', 'lambda', 'eks', 'apigw', 'dns', 'resolver'],
];

const HEAD = `# What netarch checks

Generated from the comments of the rules by \`npm run rules\`: edit them there.

Each finding has a stable code, a location, and a message that says what is wrong and what to do.

- **error**: AWS rejects it, or the network cannot do what the file declares. Examples: a \`flow\` that is dropped, a subnet that is
  declared \`public\` and is not, a NAT gateway without a route to the internet.
- **warning**: it works, but AWS advises against it, because it is fragile, insecure, or more expensive than necessary.
- **info** and **hint**: useful to know.

One cause is one error. What follows from it, such as the flows and expectations that fail because of a missing rule, is attached to it, each
with its place, code and message. If a resource on which a finding rests names something undefined, that name is the cause.

\`netarch check\` ends with exit code 1 if there is an error.

Common AWS recommendations, and the codes that check them:

1. NAT gateways for outbound connections from private subnets: ${links('private-subnet-no-egress', 'igw-route-no-public-ip', 'lambda-public-subnet')}
2. Load balancers for inbound requests: ${links('nat-inbound-expected', 'lb-internal-from-internet', 'lb-target-port-blocked')}
3. NAT gateways and internet-facing load balancers in public subnets: ${links('nat-in-private-subnet', 'lb-internet-facing-private-subnet', 'subnet-intent-mismatch')}
4. Applications and data in private subnets: ${links('workload-in-public-subnet', 'db-in-public-subnet')}
5. Low costs of NAT gateways: ${links('nat-cost-hint', 'nat-cross-az-route', 'nat-unused')}
`;

interface Page {
  readonly code: string;
  readonly severity: string;
  readonly text: string;
}

const pages = RULES.map(({ code, severity }) => ({ code, severity, text: commentOf(code) }));
const reading = READING_CODES.map(({ code, severity, page }) => ({ code, severity, text: page }));
const sections = [
  ...SECTIONS.map(([title, ...words]) => ({
    title,
    pages: pages.filter(({ code }) => words.includes(code.split('-')[0] ?? '')),
  })),
  { title: 'Syntax and declarations', pages: reading },
];
const text = [HEAD, contents(), ...sections.map(({ title, pages: all }) => section(title, all))].join('\n');
const file = join(root, 'docs', 'rules.md');
const placed = sections.reduce((sum, { pages: all }) => sum + all.length, 0);
if (placed !== pages.length + reading.length) {
  fail('A code has no section in the manual: add its first word to SECTIONS in scripts/rules.ts.');
} else if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  fail('docs/rules.md is out of date: run `npm run rules` and commit the result.');
}
console.log(`${placed} codes in the manual`);

/** The comment of a rule, with one line for each paragraph. */
function commentOf(code: string): string {
  const source = readFileSync(join(root, 'language', 'validation', 'rules', `${code}.ts`), 'utf8');
  const [, comment] = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport const \w+: Rule = /.exec(source) ?? [];
  if (comment === undefined) {
    throw new Error(`The rule ${code} has no comment.`);
  }
  const lines = comment.split('\n').map((line) => line.replace(/^ \* ?/, ''));
  const paragraphs = lines.join('\n').trim().split('\n\n');
  return paragraphs.map((paragraph) => paragraph.replaceAll('\n', ' ')).join('\n\n');
}

function contents(): string {
  const line = ({ title, pages: all }: (typeof sections)[number]) => `- ${title}: ${links(...all.map(({ code }) => code))}`;
  return `${sections.map(line).join('\n')}\n`;
}

function links(...codes: readonly string[]): string {
  return codes.map((code) => `[${code}](#${code})`).join(', ');
}

function section(title: string, all: readonly Page[]): string {
  return [`## ${title}\n`, ...all.map(page)].join('\n');
}

function page({ code, severity, text: words }: Page): string {
  return `### ${code}\n\n*${severity}*. ${words}\n`;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
