// Quick fixes for diagnostics.
import type { LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import type { CodeActionParams, Diagnostic, Range } from 'vscode-languageserver-protocol';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { DiagnosticData } from '#language/name-reports.ts';
import { formatPrefix, parsePrefix } from '#language/network/address.ts';
import type { SourceRange } from '#language/network/source.ts';
import { expectationGoal, type Goal, stepGoal, targetGoal } from '#language/what-if/goal.ts';
import { suggestFix } from '#language/what-if/suggested-fix.ts';
import type { Compiled } from '#language/workspace.ts';
import type { NetarchServices } from '#server/services.ts';
import { type FixEdits, fixEdits } from './line-edits.ts';

/** Answers `textDocument/codeAction` with quick fixes for netarch's own diagnostics. */
export class NetarchCodeActionProvider implements CodeActionProvider {
  readonly #services: NetarchServices;

  constructor(services: NetarchServices) {
    this.#services = services;
  }

  getCodeActions(document: LangiumDocument, { context }: CodeActionParams): CodeAction[] {
    return context.diagnostics.flatMap((diagnostic) => {
      const { uri } = document.textDocument;
      const own = fixesOf(diagnostic, uri, document.textDocument.getText(diagnostic.range));
      const fixes = [...own, ...suggestedFixes(this.#services, document, diagnostic)];
      return fixes.map(({ title, changes }) => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        isPreferred: fixes.length === 1,
        edit: { changes },
      }));
    });
  }
}

/** The fixes for one diagnostic. `text` is the text that it underlines. */
function fixesOf(diagnostic: Diagnostic, uri: string, text: string): readonly FixEdits[] {
  const { code, range } = diagnostic;
  const replace = (newText: string, ranges: readonly Range[] = [range]): FixEdits => ({
    title: `Change to ${newText}`,
    changes: { [uri]: ranges.map((one) => ({ range: one, newText })) },
  });
  switch (code) {
    case 'unknown-name':
      return suggestionsIn(diagnostic.data).map((name) => replace(name, [range, ...otherUses(diagnostic)]));
    case 'cidr-host-bits': {
      const prefix = parsePrefix(text);
      return prefix === undefined ? [] : [replace(formatPrefix(prefix))];
    }
    case 'subnet-intent-mismatch':
      return text === 'public' || text === 'private' ? [replace(text === 'public' ? 'private' : 'public')] : [];
    case 'unclosed-quote':
      return [{ title: 'Close the quote', changes: { [uri]: [{ range: { start: range.end, end: range.end }, newText: '"' }] } }];
    default:
      return [];
  }
}

/** The similar names that the validator attached to the diagnostic. Editors send them back unchanged. */
function suggestionsIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || !('suggestions' in data) || !Array.isArray(data.suggestions)) return [];
  return data.suggestions.filter((one) => typeof one === 'string');
}

/** The other uses of an undefined name, which come first in the related information. */
function otherUses({ data, relatedInformation = [] }: Diagnostic): readonly Range[] {
  const { otherUses: count = 0 }: DiagnosticData = data ?? {};
  return relatedInformation.slice(0, count).map(({ location }) => location.range);
}

/** The suggested fix for the failed flow step or expectation that a diagnostic is about, or for the target that a load balancer does not reach. */
function suggestedFixes(
  { netarch, shared }: NetarchServices,
  document: LangiumDocument,
  diagnostic: Diagnostic,
): readonly FixEdits[] {
  const compiled = netarch.Compiler.compile(document);
  const goal = goalAt(compiled, document.textDocument.uri, diagnostic);
  const fix = goal && suggestFix(compiled.network, goal);
  if (fix === undefined) return [];
  return [fixEdits(fix, compiled.sources, shared.workspace.LangiumDocuments)];
}

/** The findings about targets that do not get requests or health checks. */
const ABOUT_TARGETS: ReadonlySet<Diagnostic['code']> = new Set(['lb-target-port-blocked', 'lb-target-unhealthy']);

/** What the step or expectation whose text begins there claims, or what the target there needs. */
function goalAt({ network, sources }: Compiled, uri: string, { code, range: { start } }: Diagnostic): Goal | undefined {
  const isHere = (place: SourceRange | undefined): boolean =>
    place?.uri === uri && place.start.line === start.line && place.start.character === start.character;
  const whole = { of: 'whole' } as const;
  const step = network.flows.flatMap(({ steps }) => steps).find(({ id }) => isHere(sources.locate(id, whole)));
  if (step !== undefined) return stepGoal(step);
  if (ABOUT_TARGETS.has(code)) {
    const targets = network.targetGroups.flatMap((group) => group.targets);
    const target = targets.find(({ id }) => isHere(sources.locate(id, whole)));
    return target && targetGoal(network, target.id);
  }
  const expectation = network.expectations.find(({ id }) => isHere(sources.locate(id, whole)));
  return expectation && expectationGoal(expectation);
}
