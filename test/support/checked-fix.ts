// Checks the suggested fix for a text's first flow or expectation: it works as text, and each of its lines is needed.
import assert from 'node:assert/strict';
import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import type { Line } from '#language/what-if/change/lines.ts';
import { expectationGoal, type Goal, stepGoal } from '#language/what-if/goal.ts';
import { type SuggestedFix, suggestFix } from '#language/what-if/suggested-fix.ts';
import { applied } from './applied-fix.ts';
import { diagnosticsOf } from './check-diagnostics.ts';
import { networkOf } from './trace-text.ts';

/** The lines of a fix, `v.web: ingress tcp 80 from apps`, and everything that they allow. */
export interface CheckedFix {
  readonly lines: readonly string[];
  readonly opens: readonly string[];
}

/** The fix for the text's first flow, or for its first expectation; `undefined` if there is none. */
export async function fixOf(text: string): Promise<CheckedFix | undefined> {
  const network = await networkOf(text);
  const found = suggestFix(network, goalIn(network));
  if (found === undefined) return undefined;
  assert.equal(found.after.verdict, 'delivered');
  await checkFix(text, found, goalIn);
  return {
    lines: found.lines.map(({ in: place, line }) => `${place}: ${line}`),
    opens: found.opens.map(({ from, to, traffic }) => `${from} → ${to} ${traffic.map(formatTraffic).join('; ')}`),
  };
}

/** Fails unless the claim holds with all lines in the text, and fails without any one of them. */
async function checkFix(text: string, { lines }: SuggestedFix, goalOf: (network: Network) => Goal): Promise<void> {
  const holds = async (kept: readonly Line[]): Promise<boolean> => {
    const after = await applied(text, kept);
    const network = await networkOf(after);
    if (goalOf(network).resultIn(network).holds) return !(await diagnosticsOf(after)).some(({ code }) => code === 'unknown-name');
    return false;
  };
  assert.ok(await holds(lines), `The claim does not hold in\n${await applied(text, lines)}`);
  for (const left of lines) {
    const others = lines.filter((line) => line !== left);
    assert.ok(!(await holds(others)), `"${left.line}" is not needed in\n${await applied(text, lines)}`);
  }
}

function goalIn({ flows, expectations }: Network): Goal {
  const step = flows[0]?.steps[0];
  const goal = step === undefined ? expectations[0] && expectationGoal(expectations[0]) : stepGoal(step);
  assert.ok(goal, 'a flow, or an expectation');
  return goal;
}

/** The lines of the fix that is suggested for the text. */
export async function fixLinesOf(text: string): Promise<readonly string[] | undefined> {
  return (await fixOf(text))?.lines;
}

/** A VPC `v` with one subnet `a`, and these lines in both. */
export function oneSubnet(inSubnet: string, inVpc: string, rest: string): string {
  return `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  ${inSubnet} }
  ${inVpc}
}
${rest}`;
}
