// Messages about invalid text use the words of the language, never those of the parser.
import assert from 'node:assert/strict';
import { NetarchAstReflection } from '#language/ast/generated/ast.ts';
import { WORDS } from '#language/ast/words.ts';
import { checkDiagnostics, diagnosticsOf } from '#test/support/check-diagnostics.ts';

describe('messages about invalid text', () => {
  it('say what is expected, and where', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.1.0/24 { route 0.0.0.0/0 main  az }
//                                       ^^^^ error syntax: Expected \`->\` before \`main\`.
//                                                ^ error syntax: Expected a name before \`}\`.
  nat nat-a { elastic-ip 203.0.113.10, }
//    ^^^^^ error nat-without-subnet
//                                     ^ error syntax: Expected an address before \`}\`.
  network-acl n { inbound allow tcp 443 from any }
//                        ^^^^^ error syntax: Expected a number before \`allow\`.
}
`);
  });

  it('say that a length is missing', () =>
    checkDiagnostics(`
vpc v 10.0.0.0/16, ipv6 {
//                      ^ error syntax: Expected a prefix length such as /56 before \`{\`.
}
`));

  it('say which word is not valid in a block', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  foo bar
//^^^ error syntax: Unexpected \`foo\`. If the block is complete, close it with \`}\`.
}
`);
  });

  it('say which declarations are valid outside of blocks', async () => {
    await checkDiagnostics(`
  route 0.0.0.0/0 -> main
//^^^^^ error syntax: Unexpected \`route\`: outside of all blocks, only these declarations are valid: import, vpc,
`);
  });

  it('name every declaration of the grammar that is valid outside of blocks', async () => {
    const [only] = await diagnosticsOf('route 0.0.0.0/0 -> main');
    const words = new NetarchAstReflection().getAllSubTypes('Member').flatMap((type) => WORDS.declaring.get(type) || []);
    assert.ok(words.includes('vpc') && words.includes('flow'), `no declarations: ${words.join(', ')}`);
    for (const word of words) assert.match(only?.message ?? '', new RegExp(` ${word}\\b`));
  });

  it('say which character is not valid', async () => {
    await checkDiagnostics(`
  host h 192.0.2.1 @
//                 ^ error syntax: Unexpected character \`@\`: remove it.
`);
  });

  it('say that a block is not closed', async () => {
    const [only] = await diagnosticsOf('vpc v 10.0.0.0/16 { igw main');
    assert.equal(only?.message, 'The file ends inside a block: add `}`.');
  });

  it('say as which kind of resource a name is not defined', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    route 0.0.0.0/0 -> a
//                     ^ error unknown-name: \`a\` is not defined as a gateway. Declare it, or correct the name.
  }
}
`);
  });
});
