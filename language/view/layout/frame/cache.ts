// Remembers layouts of frames. Alike frames, unchanged frames and frames of repeated VPCs are laid out once, also across edits.
import type { FrameInput } from './frame-input.ts';
import type { FrameLayout } from './frame-layout.ts';
import { layoutFrame } from './layout-frame.ts';

/** The layouts of frames that were asked for, up to a limit. */
export class LayoutCache {
  readonly #layouts = new Map<string, FrameLayout>();

  /** The frame's layout, from the cache if an equal frame was laid out before. */
  layoutOf(input: FrameInput): FrameLayout {
    const key = JSON.stringify(input);
    const known = this.#layouts.get(key);
    const layout = known ?? layoutFrame(input);
    // The last ones used are the last ones in the map.
    if (known !== undefined) this.#layouts.delete(key);
    this.#layouts.set(key, layout);
    if (this.#layouts.size > LIMIT) this.#forgetOldest();
    return layout;
  }

  #forgetOldest(): void {
    const [oldest] = this.#layouts.keys();
    if (oldest !== undefined) this.#layouts.delete(oldest);
  }
}

/** Several large networks, with all their views. */
const LIMIT = 4096;
