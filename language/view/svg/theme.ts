// A theme's name → its colours. Text has a contrast of at least 4.5:1 on every surface (WCAG 2.2, 1.4.3).
import type { EdgeRole } from '#language/view/graph/diagram.ts';

/** For a light page or a dark one. */
export type ThemeName = 'light' | 'dark';

/** Colours as `#rrggbb`. */
export interface Theme {
  readonly background: string;
  readonly card: string;
  readonly cardBorder: string;
  readonly text: string;
  readonly detail: string;
  readonly region: FrameColours;
  readonly vpc: FrameColours;
  readonly zone: FrameColours;
  readonly public: FrameColours;
  readonly private: FrameColours;
  /** Lines, arrowheads, labels and discs. A disc carries the theme's background colour as text. */
  readonly roles: Readonly<Record<EdgeRole, string>>;
}

/** Of a part of the network: its background, border and name. */
export interface FrameColours {
  readonly fill: string;
  readonly border: string;
  readonly text: string;
}

/** Both themes. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: '#ffffff',
    card: '#ffffff',
    cardBorder: '#ccd3dd',
    text: '#16202c',
    detail: '#505c6b',
    region: { fill: '#ffffff', border: '#00868b', text: '#006d72' },
    vpc: { fill: '#fdfcff', border: '#8c4fff', text: '#5b21b6' },
    zone: { fill: '#fbfcfd', border: '#8596aa', text: '#44546a' },
    public: { fill: '#f1f8e6', border: '#84b02a', text: '#3d5c05' },
    private: { fill: '#eaf3fb', border: '#5ea6d8', text: '#0b5583' },
    roles: {
      ingress: '#1a7f2e',
      egress: '#1062c8',
      internal: '#5b6675',
      blocked: '#cf1322',
      opened: '#157a3c',
      closed: '#c2182b',
      rerouted: '#8f5300',
    },
  },
  dark: {
    background: '#15191f',
    card: '#262d37',
    cardBorder: '#434e5c',
    text: '#eef2f7',
    detail: '#b3becb',
    region: { fill: '#15191f', border: '#2ba3a8', text: '#5fd0d4' },
    vpc: { fill: '#191a24', border: '#9d6bff', text: '#c7adff' },
    zone: { fill: '#1b1f28', border: '#6b7a8d', text: '#b9c5d3' },
    public: { fill: '#1d2a19', border: '#6f9a2e', text: '#b5dd7c' },
    private: { fill: '#172736', border: '#3f86ba', text: '#8fcbf5' },
    roles: {
      ingress: '#5fd07a',
      egress: '#62aeff',
      internal: '#a3b0bf',
      blocked: '#ff7b72',
      opened: '#56d364',
      closed: '#ff7b72',
      rerouted: '#e3b341',
    },
  },
};
