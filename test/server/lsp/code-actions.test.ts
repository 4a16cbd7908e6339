// Quick fixes: their titles, and the text after each fix.
import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { open } from '#test/support/open-text.ts';

describe('quick fixes', () => {
  it('change an unknown name to the similar one', () =>
    checkFixes('vpc v { subnet a { node w { security-groups webb } }  security-group web }', 'unknown-name', {
      'Change to web': 'vpc v { subnet a { node w { security-groups web } }  security-group web }',
    }));

  it('offer every similar name', () =>
    checkFixes('host one 192.0.2.1\nhost ona 192.0.2.2\nexpect onn reaches one', 'unknown-name', {
      'Change to ona': 'host one 192.0.2.1\nhost ona 192.0.2.2\nexpect ona reaches one',
      'Change to one': 'host one 192.0.2.1\nhost ona 192.0.2.2\nexpect one reaches one',
    }));

  it('offer nothing without a similar name', () => checkFixes('expect elsewhere reaches internet', 'unknown-name', {}));

  it('change all uses of an unknown name', () =>
    checkFixes('host one 192.0.2.1\nexpect onne reaches internet\nexpect internet reaches onne', 'unknown-name', {
      'Change to one': 'host one 192.0.2.1\nexpect one reaches internet\nexpect internet reaches one',
    }));

  it('add the rule of a firewall above the one that drops, on a line of its own or not', async () => {
    const text = (rules: string) => `host mirror 192.0.2.80
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  route 10.0.1.0/24 -> guard  nat out { elastic-ip } }
  subnet look 10.0.2.0/28 { az us-east-1a  route 0.0.0.0/0 -> out }
  subnet apps 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> guard  instance web }
  firewall guard { subnets look  rule-order strict${rules}}
}
flow f { web -> mirror tcp 443 }`;
    const title = 'Add "stateful pass tcp 443 from apps to mirror" to guard';
    await checkFixes(
      text('\n    stateful alert all from any to any\n    stateful drop all from any to any\n  '),
      'flow-blocked',
      {
        [title]: text(
          '\n    stateful alert all from any to any\n    stateful pass tcp 443 from apps to mirror\n    stateful drop all from any to any\n  ',
        ),
      },
    );
    await checkFixes(text('  stateful drop all from any to any '), 'flow-blocked', {
      [title]: text('  stateful pass tcp 443 from apps to mirror  stateful drop all from any to any '),
    });
  });

  it('let a name resolve', () => {
    const text = (zone: string) => `vpc v 10.0.0.0/16 {
  dns-hostnames on
  subnet a 10.0.1.0/24 { instance web }
}
private-zone names shop.internal {${zone} record db -> 10.0.1.9 }
expect web resolves db.shop.internal`;
    return checkFixes(text(''), 'expect-unknown', {
      'Add "vpcs v" to names': text('').replace('-> 10.0.1.9 }', '-> 10.0.1.9  vpcs v }'),
    });
  });

  it('add the line of the suggested fix for a flow, in a block of its own or before its end', () => {
    const text = (groups: string) => `vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    instance web { security-groups webs }
    instance db { security-groups stores }
  }
  ${groups}
}
flow f { web -> db tcp 5432 }`;
    return checkFixes(text('security-group webs\n  security-group stores'), 'sg-blocks-flow', {
      'Add "ingress tcp 5432 from webs" to stores': text(
        'security-group webs\n  security-group stores { ingress tcp 5432 from webs }',
      ),
    });
  });

  it('add the lines of the suggested fix for an expectation, each in its place', () => {
    const text = (a: string, b: string) => `vpc a 10.1.0.0/16 {
  subnet s 10.1.1.0/24 {
    instance web
${a}  }
}
vpc b 10.2.0.0/16 {
  subnet t 10.2.1.0/24 { instance db { security-groups h } ${b}}
  security-group h { ingress tcp 5432 from 10.1.0.0/16 }
}
peering pcx { vpcs a, b }
expect web reaches db on tcp 5432`;
    return checkFixes(text('', ''), 'expect-failed', {
      'Apply the suggested fix (2 lines)': text('    route 10.2.0.0/16 -> pcx\n', ' route 10.1.0.0/16 -> pcx '),
    });
  });

  it('replace the line that the suggested fix contradicts', () => {
    const text = (keep: string) => `vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance web { security-groups g } }
  security-group g { ingress all from 10.0.0.0/16 }
  nlb lb internal { subnets a  listen tcp 80 -> tg }
  target-group tg tcp 80 { targets web  preserve-client-ip ${keep} }
}
flow f { web -> lb tcp 80 }`;
    return checkFixes(text('on'), 'nlb-hairpin', { 'Add "preserve-client-ip off" to tg': text('off') });
  });

  it('let the health checks of a load balancer reach a target, on their port', () => {
    const text = (rules: string): string => `vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance one { security-groups webs }  instance two { security-groups webs } }
  alb lb internal { subnets a  security-groups lbs  listen http 80 -> tg }
  target-group tg http 8080 { targets one  health-check http 9000 }
  security-group lbs
  security-group webs { ingress tcp 8080 from lbs${rules} }
}`;
    const title = 'Add "ingress tcp 9000 from lbs" to webs';
    return checkFixes(text(''), 'lb-target-unhealthy', { [title]: text('  ingress tcp 9000 from lbs') });
  });

  it('let a load balancer reach a target, with its health checks', () => {
    const text = (rules: string): string => `vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance one { security-groups webs } }
  alb lb internal { subnets a  security-groups lbs  listen http 80 -> tg }
  target-group tg http 8080 { targets one }
  security-group lbs
  security-group webs { ingress tcp 22 from lbs${rules} }
}`;
    const title = 'Add "ingress tcp 8080 from lbs" to webs';
    return checkFixes(text(''), 'lb-target-port-blocked', { [title]: text('  ingress tcp 8080 from lbs') });
  });

  it('clear the host bits of a CIDR block', () =>
    checkFixes('vpc v 10.0.0.1/16', 'cidr-host-bits', { 'Change to 10.0.0.0/16': 'vpc v 10.0.0.0/16' }));

  it('correct `public` or `private` of a subnet', () =>
    checkFixes('vpc v 10.0.0.0/16 { public subnet a 10.0.0.0/24 }', 'subnet-intent-mismatch', {
      'Change to private': 'vpc v 10.0.0.0/16 { private subnet a 10.0.0.0/24 }',
    }));

  it('close a quote', () =>
    checkFixes('host h 192.0.2.1 "label', 'unclosed-quote', { 'Close the quote': 'host h 192.0.2.1 "label"' }));
});

describe('the message for an unknown name', () => {
  it('suggests a similar name', async () => {
    const { document } = await open('host dockerhub 192.0.2.1\nexpect dokerhub reaches internet');
    assert.match(String(document.diagnostics?.[0]?.message), /Did you mean `dockerhub`\?$/);
  });
});

/** `expected` is the text after each fix, by its title. */
async function checkFixes(text: string, code: string, expected: Readonly<Record<string, string>>): Promise<void> {
  const { services, document, at } = await open(text);
  const diagnostics = (document.diagnostics ?? []).filter((one) => one.code === code);
  assert.ok(diagnostics.length > 0, `no ${code}: ${document.diagnostics?.map((one) => one.code).join(', ')}`);
  const range = { start: at.position, end: at.position };
  const actions = await services.lsp.CodeActionProvider?.getCodeActions(document, { ...at, range, context: { diagnostics } });
  const after = (actions ?? []).flatMap((action) => {
    const edits = 'edit' in action ? action.edit?.changes?.[at.textDocument.uri] : undefined;
    return edits === undefined ? [] : [[action.title, TextDocument.applyEdits(document.textDocument, edits)]];
  });
  assert.deepEqual(Object.fromEntries(after), expected);
}
