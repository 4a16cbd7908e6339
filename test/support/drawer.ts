// Draws in the thread of the tests.
import type { Drawer } from '#server/drawing/drawer.ts';
import { drawn } from '#server/drawing/drawn.ts';

/** Draws as a drawing thread does, without the time to start one. */
export const newDrawer = (): Drawer => ({ draw: async (drawing) => drawn(drawing), stop: async () => {} });
