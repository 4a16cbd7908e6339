// A story: what one sees of packets, moment by moment. Plain data, so that it can be sent to a page and read aloud.
import type { EntityId } from '#language/network/id.ts';
import type { TraceDirection } from '#language/network/traffic.ts';
import type { Verdict } from '#language/trace/verdict.ts';

/** Packets and notes in the order in which they are told. */
export interface Story {
  readonly title: string;
  readonly chapters: readonly [Chapter, ...Chapter[]];
}

/** A connection with its reply, or a note without a packet. */
export type Chapter = ConnectionChapter | NoteChapter;

/** What happens between packets: `The image is not on the disk`. It is one frame. */
export interface NoteChapter {
  readonly kind: 'note';
  readonly title: string;
  readonly frames: readonly [Frame];
}

/** One connection: the packet, those of the connections behind it, and the reply. */
export interface ConnectionChapter {
  readonly kind: 'connection';
  readonly title: string;
  readonly verdict: Verdict;
  /** The verdict with its reason, in one sentence. */
  readonly summary: string;
  /** Whether the text expects this verdict. */
  readonly isExpected: boolean;
  readonly frames: readonly [Frame, ...Frame[]];
  readonly blockers: readonly ToldBlocker[];
  /** Of an intermittent verdict: each choice of AWS that fails, with its share. */
  readonly failing: readonly string[];
}

/** What blocks the packet or its reply. */
export interface ToldBlocker {
  readonly at: EntityId;
  readonly direction: TraceDirection;
  readonly reason: string;
  readonly advice: string;
  /** The line that decided. */
  readonly decidedBy?: EntityId;
}

/** One moment: the packet is at a place, with all that happens there. A note has no packet. */
export interface Frame {
  /** One sentence. */
  readonly caption: string;
  readonly packet?: Position;
  /** The checks at the place, in order. */
  readonly checks: readonly Check[];
  /** The connection tables at this moment. */
  readonly rows: readonly Row[];
}

/** Where the packet is, where it came from, and its header when it leaves. */
export interface Position {
  readonly direction: TraceDirection;
  readonly at: EntityId;
  /** The place before. Absent where the packet starts. */
  readonly from?: EntityId;
  /** `tcp`, `icmp type 8` */
  readonly protocol: string;
  /** An address, with a port if the protocol has ports. */
  readonly source: string;
  readonly destination: string;
  /** The part of the header that was translated here. */
  readonly translated: readonly ('source' | 'destination')[];
  readonly outcome: 'passes' | 'arrives' | 'blocked' | 'unknown';
}

/** One decision at a place. */
export interface Check {
  readonly step: string;
  /** What decided: `security-group nodes egress`. */
  readonly by: string;
  readonly reason: string;
  readonly result: 'passes' | 'blocked' | 'unknown';
  readonly assumed: boolean;
  readonly decidedBy?: EntityId;
}

/** An entry of a connection table. `new`: made at this moment; `used`: the reply matches it; `expired`: too late; `removed`: its connection is over. */
export interface Row {
  readonly at: EntityId;
  /** `10.0.1.100:45678 ↔ 203.0.113.10:12345 ↔ 52.85.123.45:443` */
  readonly sockets: readonly string[];
  /** `350 s`: the time without a packet after which the entry expires. Absent where AWS documents none. */
  readonly expires?: string;
  readonly state: 'new' | 'kept' | 'used' | 'expired' | 'removed';
}
