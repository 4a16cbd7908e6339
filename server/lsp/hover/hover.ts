// The hover at a position: a resource, a rule, the path of a packet, an address, or a keyword.
import type { AstNode, LangiumDocument } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import { CancellationToken, type Hover, type HoverParams } from 'vscode-languageserver-protocol';
import { isExpectation, isFlowStep } from '#language/ast/generated/ast.ts';
import type { Flow } from '#language/network/claim.ts';
import type { StepTrace } from '#language/trace/flow.ts';
import type { Trace } from '#language/trace/result.ts';
import { expectationGoal, type Goal, stepGoal } from '#language/what-if/goal.ts';
import type { Compiled } from '#language/workspace.ts';
import { KEYWORDS } from '#server/lsp/keywords.ts';
import type { NetarchServices } from '#server/services.ts';
import { addressMarkdown, internetMarkdown } from './address-markdown.ts';
import { transitTableMarkdown } from './connector-particulars.ts';
import { fixMarkdown } from './fix-markdown.ts';
import { blocks, escaped, linked } from './markdown.ts';
import { partMarkdown } from './part-markdown.ts';
import { pathPicture } from './path-picture.ts';
import { resourceMarkdown } from './resource-markdown.ts';
import { type Claim, type Found, type Subject, subjectAt } from './subject.ts';
import { headlineMarkdown, traceMarkdown } from './trace-markdown.ts';

/** The picture of a trace in Markdown; `undefined` if there is none. */
type DrawPath = (trace: Trace) => Promise<string | undefined>;

/** Answers `textDocument/hover` with Markdown; `undefined` in comments, labels and white space. */
export class NetarchHoverProvider implements HoverProvider {
  readonly #services: NetarchServices;

  constructor(services: NetarchServices) {
    this.#services = services;
  }

  async getHoverContent(
    document: LangiumDocument,
    { position }: HoverParams,
    token = CancellationToken.None,
  ): Promise<Hover | undefined> {
    const root = document.parseResult.value.$cstNode;
    const found = root && subjectAt(root, document.textDocument.offsetAt(position), this.#services);
    if (found === undefined) return undefined;
    const compiled = this.#services.netarch.Compiler.compile(document);
    const { claim, leaf, subject } = found;
    const { Paths } = this.#services.drawing;
    const draw = (trace: Trace) => pathPicture(compiled.network, trace, (drawing) => Paths.draw(drawing, token));
    const text = claim && (await describeClaim(compiled, claim, draw));
    const value = subject.kind === 'claim' ? text : blocks([text, text && '---', await this.#describe(compiled, found, draw)]);
    if (value === undefined || value === '') return undefined;
    const { range } = subject.kind === 'claim' ? (subject.node.$cstNode ?? leaf) : leaf;
    return { contents: { kind: 'markdown', value }, range };
  }

  /** The hover of the word itself; `undefined` for a flow or an expectation, which has its own text. */
  async #describe(compiled: Compiled, { subject, leaf }: Found, draw: DrawPath): Promise<string | undefined> {
    switch (subject.kind) {
      case 'resource':
        return this.#describeResource(compiled, subject, draw);
      case 'part':
        return describePart(compiled, subject.node);
      case 'claim':
        return undefined;
      case 'address':
        return addressMarkdown(compiled, subject.text);
      case 'internet':
        return internetMarkdown(compiled.network);
      case 'keyword':
        return keywordMarkdown(leaf.text);
    }
  }

  async #describeResource(
    compiled: Compiled,
    { node }: Extract<Subject, { kind: 'resource' }>,
    draw: DrawPath,
  ): Promise<string | undefined> {
    const id = compiled.idOf(node);
    const resource = id && compiled.network.byId.get(id);
    const documentation = this.#services.documentation.DocumentationProvider.getDocumentation(node);
    if (resource === undefined) return (id && transitTableMarkdown(compiled, id, documentation)) ?? documentation;
    const text = resourceMarkdown(compiled, resource, documentation);
    return resource.kind === 'flow' ? blocks([text, await describeFlow(compiled, resource, draw)]) : text;
  }
}

function describePart(compiled: Compiled, node: AstNode): string | undefined {
  const id = compiled.idOf(node);
  return id && partMarkdown(compiled, id);
}

/** For an expectation, first whether it holds and why; then the trace. */
async function describeClaim(compiled: Compiled, node: Claim, draw: DrawPath): Promise<string | undefined> {
  const trace = traceOf(compiled, node);
  const judgement = isExpectation(node) ? judgementOf(compiled, node) : undefined;
  const verdict = judgement && `**${judgement.holds ? '✓ holds' : '✗ does not hold'}**: ${escaped(judgement.why)}`;
  const example = judgement?.holds === true && trace !== undefined ? 'For example:' : undefined;
  const fix = fixMarkdown(compiled, goalOf(compiled, node));
  // A name may fail to resolve without a packet that is dropped.
  const text = trace === undefined ? fix : traceMarkdown(compiled, trace, await draw(trace), fix);
  return blocks([verdict, example, text === '' && verdict === undefined ? 'No trace: one of the ends has no address.' : text]);
}

/** The full trace of a flow with one step; one line for each step of a longer flow. */
async function describeFlow(compiled: Compiled, flow: Flow, draw: DrawPath): Promise<string> {
  const steps = compiled.claims.flows.get(flow.id) ?? [];
  const [only, ...more] = steps;
  if (only === undefined) return 'No trace: no step has an address at both ends.';
  if (more.length === 0)
    return traceMarkdown(compiled, only.trace, await draw(only.trace), fixMarkdown(compiled, stepGoal(only.step)));
  return steps.map((traced, index) => `${index + 1}. ${stepLine(compiled, traced)}`).join('\n');
}

function stepLine({ sources }: Compiled, { step, trace }: StepTrace): string {
  const title = step.label ?? `${step.from.text} → ${step.to.text}`;
  return `${linked(title, sources.locate(step.id))}  \n${headlineMarkdown(trace)}`;
}

/** What a claim asks for, if lines can fulfil it. */
function goalOf(compiled: Compiled, node: Claim): Goal | undefined {
  if (isFlowStep(node)) {
    const step = stepOf(compiled, node)?.step;
    return step && stepGoal(step);
  }
  const expectation = judgementOf(compiled, node)?.expectation;
  return expectation && expectationGoal(expectation);
}

function stepOf({ claims, idOf }: Compiled, node: Claim): StepTrace | undefined {
  const id = idOf(node);
  return [...claims.flows.values()].flat().find(({ step }) => step.id === id);
}

function traceOf(compiled: Compiled, node: Claim): Trace | undefined {
  if (isFlowStep(node)) return stepOf(compiled, node)?.trace;
  const judgement = judgementOf(compiled, node);
  return judgement?.counterexample ?? judgement?.example;
}

function judgementOf({ claims, idOf }: Compiled, node: AstNode) {
  const id = idOf(node);
  return claims.judgements.find(({ expectation }) => expectation.id === id);
}

function keywordMarkdown(word: string): string | undefined {
  const meaning = KEYWORDS.get(word);
  return meaning && `\`${word}\`: ${meaning}`;
}
