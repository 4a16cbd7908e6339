// What the parser and the linker could not make sense of → diagnostics with stable codes.
import { DefaultDocumentValidator, type LangiumDocument, type ParseResult, type ValidationOptions } from 'langium';

type Diagnostic = NonNullable<LangiumDocument['diagnostics']>[number];

/** Codes: `syntax` for text that is not the language, `unknown-name` for names that nothing bears. */
export class NetarchDocumentValidator extends DefaultDocumentValidator {
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
    withCode(diagnostics, 'unknown-name', () => super.processLinkingErrors(document, diagnostics, options));
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
