// What cannot be read is said in the words of the language, never in those of the parser.
import assert from 'node:assert/strict';
import { checkDiagnostics, diagnosticsOf } from '#test/support/check-diagnostics.ts';

describe('messages about text that cannot be read', () => {
  it('say what is missing, and before what', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.1.0/24 { route 0.0.0.0/0 main  az }
//                                       ^^^^ error syntax: "->" is missing before "main".
//                                                ^ error syntax: A name is missing before "}".
  nat nat-a { elastic-ip }
//    ^^^^^ error nat-without-subnet
//                       ^ error syntax: An address is missing before "}".
  network-acl n { inbound allow tcp 443 from any }
//                        ^^^^^ error syntax: A number is missing before "allow".
}
`);
  });

  it('say what cannot stand in a block', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  foo bar
//^^^ error syntax: "foo" cannot stand here. If the block is complete, close it with "}".
}
`);
  });

  it('say what stands outside of blocks', async () => {
    await checkDiagnostics(`
  route 0.0.0.0/0 -> main
//^^^^^ error syntax: "route" cannot stand here: outside of all blocks stand imports, vpc,
`);
  });

  it('say which character means nothing', async () => {
    await checkDiagnostics(`
  host h 192.0.2.1 @
//                 ^ error syntax: "@" means nothing in this language: remove it.
`);
  });

  it('say that a block is not closed', async () => {
    const [only] = await diagnosticsOf('vpc v 10.0.0.0/16 { igw main');
    assert.equal(only?.message, 'The file ends inside a block: close it with "}".');
  });

  it('say what kind of thing a name should be', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    route 0.0.0.0/0 -> a
//                     ^ error unknown-name: There is no gateway called a here: declare it, or correct the name.
  }
}
`);
  });
});
