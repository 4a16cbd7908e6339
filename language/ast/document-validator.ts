// What the parser and the linker could not make sense of → diagnostics with stable codes.
import {
  DefaultDocumentValidator,
  type LangiumCoreServices,
  type LangiumDocument,
  type LinkingError,
  type ParseResult,
  type ScopeProvider,
  type ValidationOptions,
} from 'langium';
import { nearest } from './nearest.ts';

type Diagnostic = NonNullable<LangiumDocument['diagnostics']>[number];

/** So many unknown names get suggestions: a file with thousands has another problem, and nobody waits for it. */
const MOST_SUGGESTIONS = 20;

/** Codes: `syntax` for text that is not the language, `unknown-name` for names that nothing bears. */
export class NetarchDocumentValidator extends DefaultDocumentValidator {
  readonly #scopes: ScopeProvider;

  constructor(services: LangiumCoreServices) {
    super(services);
    this.#scopes = services.references.ScopeProvider;
  }

  protected override processLexingErrors(result: ParseResult, diagnostics: Diagnostic[], options: ValidationOptions): void {
    withCode(diagnostics, 'syntax', () => super.processLexingErrors(result, diagnostics, options));
  }

  protected override processParsingErrors(result: ParseResult, diagnostics: Diagnostic[], options: ValidationOptions): void {
    withCode(diagnostics, 'syntax', () => super.processParsingErrors(result, diagnostics, options));
  }

  protected override processLinkingErrors(
    document: LangiumDocument,
    diagnostics: Diagnostic[],
    options: ValidationOptions,
  ): void {
    const before = diagnostics.length;
    withCode(diagnostics, 'unknown-name', () => super.processLinkingErrors(document, diagnostics, options));
    const errors = document.references.flatMap(({ error }) => error ?? []);
    for (const [index, error] of errors.slice(0, MOST_SUGGESTIONS).entries()) {
      const diagnostic = diagnostics[before + index];
      if (diagnostic !== undefined) this.#suggest(diagnostic, error);
    }
  }

  /** Names that are alike, in the message for people and as `data.suggestions` for quick fixes. */
  #suggest(diagnostic: Diagnostic, { info }: LinkingError): void {
    const known = this.#scopes.getScope(info).getAllElements();
    const suggestions = nearest(info.reference.$refText, known.map(({ name }) => name).toArray());
    if (suggestions.length === 0) return;
    diagnostic.message += ` Did you mean ${suggestions.join(' or ')}?`;
    diagnostic.data = { ...diagnostic.data, suggestions };
  }

  protected override getSource(): string {
    return 'netarch';
  }
}

function withCode(diagnostics: Diagnostic[], code: string, report: () => void): void {
  const before = diagnostics.length;
  report();
  for (const diagnostic of diagnostics.slice(before)) diagnostic.code = code;
}
