// What the text does not know, `unknown "managed by another team"`, as a value of the model.

/**
 * Something that exists and is not known. A list with it has, or may have, more items than the text names: blocks, ports, targets, subnets.
 * In place of a single value, it stands for the value.
 */
export interface Unknown {
  /** Why it is not known, in the words of the text. */
  readonly reason?: string;
}

/** The answer to a question of yes or no, where it can be unknown: then why. */
export type Answer = boolean | Unknown;

/** What is unknown, as the beginning of a sentence, and why: `The target of route 10.9.0.0/16 is unknown`, `managed by another team`. */
export interface Statement {
  readonly statement: string;
  readonly unknown: Unknown;
}

/** The statement as a sentence, with the reason of the text: `The target of this route is unknown: managed by another team.` */
export function unknownSentence({ statement, unknown: { reason = '' } }: Statement): string {
  return reason === '' ? `${statement}.` : `${statement}: ${reason.replace(/\.$/, '')}.`;
}

/** That a resource may have further blocks. */
export function blocksStatement(name: string): string {
  return `The blocks of ${name} are not all known`;
}

/** That a resource may have interfaces in further subnets. */
export function subnetsStatement(name: string, unknown: Unknown): Statement {
  return { statement: `The subnets of ${name} are not all known`, unknown };
}
