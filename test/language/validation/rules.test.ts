// Every rule has a text that breaks it, with the exact ranges of the findings, and a text that keeps it.
import assert from 'node:assert/strict';
import { RULES } from '#language/validation/rules.ts';
import { checkDiagnostics } from '#test/support/check-diagnostics.ts';
import { ADDRESSES } from './fixtures/addresses.ts';
import { BLOCKS } from './fixtures/blocks.ts';
import { CLAIMS } from './fixtures/claims.ts';
import { CLIENT_VPN } from './fixtures/client-vpn.ts';
import { DNS } from './fixtures/dns.ts';
import { ENDPOINTS } from './fixtures/endpoints.ts';
import { GATEWAYS_IN_CLAIMS } from './fixtures/gateways-in-claims.ts';
import { LOAD_BALANCERS } from './fixtures/load-balancers.ts';
import { NAT } from './fixtures/nat.ts';
import { NETWORK_ACLS } from './fixtures/network-acls.ts';
import { NETWORK_LOAD_BALANCERS } from './fixtures/network-load-balancers.ts';
import { OPENINGS } from './fixtures/openings.ts';
import { PEERINGS } from './fixtures/peerings.ts';
import { PREFIX_LISTS } from './fixtures/prefix-lists.ts';
import { ROUTES } from './fixtures/routes.ts';
import { SECURITY_GROUPS } from './fixtures/security-groups.ts';
import { SERVICES } from './fixtures/services.ts';
import { TARGETS } from './fixtures/targets.ts';
import { TOO_LARGE } from './fixtures/too-large.ts';
import { TRANSIT_GATEWAYS } from './fixtures/transit-gateways.ts';

const FIXTURES = [
  ...BLOCKS,
  ...ADDRESSES,
  ...ROUTES,
  ...NAT,
  ...OPENINGS,
  ...SECURITY_GROUPS,
  ...NETWORK_ACLS,
  ...LOAD_BALANCERS,
  ...TARGETS,
  ...NETWORK_LOAD_BALANCERS,
  ...SERVICES,
  ...PREFIX_LISTS,
  ...PEERINGS,
  ...TRANSIT_GATEWAYS,
  ...ENDPOINTS,
  ...CLIENT_VPN,
  ...DNS,
  ...CLAIMS,
  ...GATEWAYS_IN_CLAIMS,
  ...TOO_LARGE,
];

describe('rules', () => {
  for (const { code, fails, passes } of FIXTURES) {
    it(`${code} is reported`, async () => {
      const seen = await checkDiagnostics(fails);
      assert.ok(
        seen.some((one) => one.code === code),
        'the text does not break the rule',
      );
    });

    it(`${code} is not reported for a correct text`, async () => {
      const seen = await checkDiagnostics(passes);
      assert.deepEqual(
        seen.filter((one) => one.code === code),
        [],
      );
    });
  }

  it('all have a fixture', () => {
    const tested = new Set(FIXTURES.map(({ code }) => code));
    assert.deepEqual(
      RULES.filter(({ code }) => !tested.has(code)).map(({ code }) => code),
      [],
    );
  });

  it('have unique codes', () => {
    assert.equal(new Set(RULES.map(({ code }) => code)).size, RULES.length);
  });
});
