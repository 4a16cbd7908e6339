// VS Code's colour theme → the theme of a diagram.
import { ColorThemeKind, window } from 'vscode';
import type { DiagramParams } from '#server/protocol.ts';

/** For a light or for a dark page. */
export type PictureTheme = DiagramParams['theme'];

/** High-contrast themes are dark or light too. The page adds their outlines. */
export function currentTheme(): PictureTheme {
  const { kind } = window.activeColorTheme;
  return kind === ColorThemeKind.Light || kind === ColorThemeKind.HighContrastLight ? 'light' : 'dark';
}
