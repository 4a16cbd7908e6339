// Errors of the lexer, the parser and the linker → diagnostics with stable codes.
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

/** The number of unknown names with suggestions. More would be slow, and a file with thousands of them has another problem. */
const MOST_SUGGESTIONS = 20;

/** Adds the code `syntax` to lexer and parser errors, and `unknown-name` with suggestions to linker errors. */
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
    for (const [index, error] of errors.entries()) {
      const diagnostic = diagnostics[before + index];
      if (diagnostic !== undefined) this.#advise(diagnostic, index < MOST_SUGGESTIONS ? this.#suggestions(error) : []);
    }
  }

  #suggestions({ info }: LinkingError): readonly string[] {
    const known = this.#scopes.getScope(info).getAllElements();
    return nearest(info.reference.$refText, known.map(({ name }) => name).toArray());
  }

  /** Adds similar names to the message, and to `data.suggestions` for quick fixes. */
  #advise(diagnostic: Diagnostic, suggestions: readonly string[]): void {
    if (suggestions.length === 0) {
      diagnostic.message += ' Declare it, or correct the name.';
      return;
    }
    diagnostic.message += ` Did you mean ${suggestions.map((name) => `\`${name}\``).join(' or ')}?`;
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
