// What the server answers to a diagram's questions, as plain data that a page can read: types only.
import type { Story } from '#language/view/story/story.ts';

/** What can be told or highlighted as packets. Ids are those of `Sources`: of flows, steps, expectations and resources. */
export type Question =
  | { readonly kind: 'flow'; readonly id: string }
  /** A step of a flow, or an expectation. */
  | { readonly kind: 'claim'; readonly id: string }
  /** `from`, `to`: a name, an id or an address. `traffic`: `tcp 443`; empty for the port that the receiver usually serves. */
  | { readonly kind: 'call'; readonly from: string; readonly to: string; readonly traffic: string };

/** What a diagram shows beside the network. */
export interface Marks {
  readonly findings: readonly FindingMark[];
  readonly claims: readonly ClaimMark[];
  /** The boxes of what fails. */
  readonly gone: readonly string[];
  /** How many findings and claims are not among these, because there are too many. The worst are among them. */
  readonly left: number;
}

/** A finding, with the box of its subject and those around it, innermost first. */
export interface FindingMark {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly boxes: readonly string[];
}

/** An expectation or a step of a flow. */
export interface ClaimMark {
  readonly id: string;
  readonly text: string;
  readonly state: 'holds' | 'fails' | 'unknown';
  /** One sentence. */
  readonly why: string;
  /** The box where it fails, and those around it. Empty if it holds. */
  readonly boxes: readonly string[];
  /** Whether it holds without the failures. */
  readonly isBroken: boolean;
}

/** The connectivity of a resource and of everything in it. */
export interface ReachResult {
  readonly incoming: readonly ReachRow[];
  readonly outgoing: readonly ReachRow[];
  /** One sentence, where the answer is not complete. */
  readonly problem?: string;
}

/** What passes to or from another resource. */
export interface ReachRow {
  readonly id: string;
  readonly boxes: readonly string[];
  /** `tcp 443`; empty for none. */
  readonly always: string;
  readonly intermittent: string;
  readonly unknown: string;
}

/** The story of a question, or why there is none. */
export interface ToldStory {
  readonly story?: Story;
  /** One sentence. */
  readonly problem?: string;
  /** For each place of the story: its box and those around it, innermost first. */
  readonly boxes: Readonly<Record<string, readonly string[]>>;
  /** What makes the connection succeed. Only without failures. */
  readonly fix?: OfferedFix;
}

/** A suggested fix: what it does, and the lines that it adds, each with the resource to which it belongs. */
export interface OfferedFix {
  readonly title: string;
  readonly lines: readonly { readonly in: string; readonly line: string }[];
}
