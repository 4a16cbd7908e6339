// Tokens → property values. Strings keep their quotes, so that checks.ts can find a missing closing quote.
import { type CstNode, DefaultValueConverter, type GrammarAST, type ValueType } from 'langium';

/** Leaves strings as they are written, see `unquote`; converts other tokens like the base class. */
export class NetarchValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cstNode: CstNode): ValueType {
    return rule.name === 'STRING' ? input : super.runConverter(rule, input, cstNode);
  }
}
