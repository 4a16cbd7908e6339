// Token texts → property values. Text in quotes stays as it is written: only so can a check see that a quote is missing.
import { type CstNode, DefaultValueConverter, type GrammarAST, type ValueType } from 'langium';

/** Numbers become numbers; `unquote` gives the meaning of text in quotes. */
export class NetarchValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cstNode: CstNode): ValueType {
    return rule.name === 'STRING' ? input : super.runConverter(rule, input, cstNode);
  }
}
