// Buttons of the toolbar for large networks: search, one box alone, expand and collapse everything.
import type { Detail } from '#client/preview/messages.ts';
import { createButton } from '#client/webview/controls.ts';

/** What the buttons do. */
export interface DetailActions {
  readonly search: () => void;
  readonly all: (start: 'all' | 'vpcs') => void;
  /** Shows the selected box with what it talks to, or everything again. */
  readonly only: () => void;
}

/** A group of the toolbar. */
export interface DetailButtons {
  readonly buttons: readonly HTMLElement[];
  /** Shows whether one box is alone. */
  readonly update: (detail: Detail) => void;
}

/** They are not in the page yet. */
export function createDetailButtons({ search, all, only }: DetailActions): DetailButtons {
  const alone = createButton({ icon: 'only', hint: 'Show only the selected box and what it talks to (I)', onClick: only });
  return {
    buttons: [
      createButton({ icon: 'search', hint: 'Search (Ctrl+F)', onClick: search }),
      alone,
      createButton({ icon: 'expand', hint: 'Expand all (Shift+E)', onClick: () => all('all') }),
      createButton({ icon: 'collapse', hint: 'Collapse all (Shift+C)', onClick: () => all('vpcs') }),
    ],
    update: ({ around }) => alone.setAttribute('aria-pressed', String(around !== null)),
  };
}
