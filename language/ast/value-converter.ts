// Tokens → property values. Strings keep their quotes, so that checks.ts can find a missing closing quote. Names have a bounded length, because each
// resource is named by its own name and those around it.
import { type CstNode, DefaultValueConverter, type GrammarAST, type ValueType } from 'langium';

/** The length of a name in UTF-16 code units, as of names of security groups in AWS. What is longer is cut, and checks.ts reports it. */
export const LONGEST_NAME = 255;

/** Leaves strings as they are written, see `unquote`; cuts long names; converts other tokens like the base class. */
export class NetarchValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cstNode: CstNode): ValueType {
    if (rule.name === 'STRING') return input;
    const value = super.runConverter(rule, input, cstNode);
    return rule.name === 'ID' && typeof value === 'string' ? value.slice(0, LONGEST_NAME) : value;
  }
}
