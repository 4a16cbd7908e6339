// Errors of the lexer, the parser and the linker → diagnostics with stable codes.
import {
  Cancellation,
  DefaultDocumentValidator,
  isOperationCancelled,
  type LangiumCoreServices,
  type LangiumDocument,
  type LinkingError,
  type ParseResult,
  type ScopeProvider,
  type ValidationOptions,
} from 'langium';
import { MOST_SYNTAX_ERRORS } from './bounded-parser.ts';
import { nearest } from './nearest.ts';

type Diagnostic = NonNullable<LangiumDocument['diagnostics']>[number];

/** The number of unknown names with suggestions. More would be slow, and a file with thousands of them has another problem. */
const MOST_SUGGESTIONS = 20;

/** What is said about an undefined name beside its first use: its other uses, and the findings that follow. */
export interface NameReport {
  readonly note: string;
  readonly relatedInformation: NonNullable<Diagnostic['relatedInformation']>;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The undefined names of a document by the reference at which each is reported. Other uses of a name are not reported again. */
export type NameReports = (document: LangiumDocument) => ReadonlyMap<NameReference, NameReport>;

/** Does the long work for the diagnostics of a document, with pauses. Rejects if the token is cancelled. */
export type Prepare = (document: LangiumDocument, token: Cancellation.CancellationToken) => Promise<void>;

/** One use of a name. */
export type NameReference = LangiumDocument['references'][number];

/** Adds the code `syntax` to lexer and parser errors, and `unknown-name` with suggestions to linker errors. */
export class NetarchDocumentValidator extends DefaultDocumentValidator {
  readonly #scopes: ScopeProvider;
  readonly #reports: NameReports;
  readonly #prepare: Prepare;

  constructor(services: LangiumCoreServices, reports: NameReports, prepare: Prepare) {
    super(services);
    this.#scopes = services.references.ScopeProvider;
    this.#reports = reports;
    this.#prepare = prepare;
  }

  override async validateDocument(
    document: LangiumDocument,
    options?: ValidationOptions,
    token: Cancellation.CancellationToken = Cancellation.CancellationToken.None,
  ): Promise<Diagnostic[]> {
    try {
      await this.#prepare(document, token);
    } catch (error) {
      // Any other error comes again where its result is needed, and is logged there.
      if (isOperationCancelled(error)) throw error;
    }
    return super.validateDocument(document, options, token);
  }

  protected override processLexingErrors(result: ParseResult, diagnostics: Diagnostic[], options: ValidationOptions): void {
    const lexerErrors = result.lexerErrors.slice(0, MOST_SYNTAX_ERRORS);
    withCode(diagnostics, 'syntax', () => super.processLexingErrors({ ...result, lexerErrors }, diagnostics, options));
    const more = result.lexerErrors.length - lexerErrors.length;
    const last = diagnostics.at(-1);
    if (more > 0 && last !== undefined) last.message += ` ${more} more in this file are not listed.`;
  }

  protected override processParsingErrors(result: ParseResult, diagnostics: Diagnostic[], options: ValidationOptions): void {
    withCode(diagnostics, 'syntax', () => super.processParsingErrors(result, diagnostics, options));
  }

  protected override processLinkingErrors(
    document: LangiumDocument,
    diagnostics: Diagnostic[],
    options: ValidationOptions,
  ): void {
    const all: Diagnostic[] = [];
    withCode(all, 'unknown-name', () => super.processLinkingErrors(document, all, options));
    const unresolved = document.references.filter(({ error }) => error !== undefined);
    const reports = unresolved.length === 0 ? new Map<NameReference, NameReport>() : this.#reports(document);
    let advised = 0;
    for (const [index, reference] of unresolved.entries()) {
      const [diagnostic, report] = [all[index], reports.get(reference)];
      if (diagnostic === undefined || report === undefined || reference.error === undefined) continue;
      this.#advise(diagnostic, advised < MOST_SUGGESTIONS ? this.#suggestions(reference.error) : []);
      advised += 1;
      diagnostics.push({
        ...diagnostic,
        message: [diagnostic.message, report.note].join(' ').trim(),
        relatedInformation: report.relatedInformation,
        data: { ...diagnostic.data, ...report.data },
      });
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
