// Two default routes in one table: rules look at the one in force, as a trace does.
import { checkDiagnostics } from '#test/support/check-diagnostics.ts';

/** A static route has priority over a prefix list with the same block, whichever line comes first. */
const TWO_DEFAULT_ROUTES = `
prefix-list everything 0.0.0.0/0
vpc a 10.0.0.0/16 {
  igw main
  subnet public-a 10.0.0.0/24 { route 0.0.0.0/0 -> main  nat nat-a { elastic-ip 203.0.113.10 } }
  subnet private-a 10.0.1.0/24 { az us-east-1a  route everything -> main  route 0.0.0.0/0 -> nat-a }
  security-group jobs { }
  lambda job { subnets private-a  security-groups jobs }
}
`;

describe('the default route', () => {
  it('is the one with the highest priority', () => checkDiagnostics(TWO_DEFAULT_ROUTES));
});
