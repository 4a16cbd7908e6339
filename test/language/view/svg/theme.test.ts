// The colours of the themes.
import assert from 'node:assert/strict';
import { THEMES } from '#language/view/svg/theme.ts';

/** The ratio of WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`the ${name} theme`, () => {
    it('has text with sufficient contrast on every surface', () => {
      const frames = [theme.region, theme.vpc, theme.zone, theme.public, theme.private];
      const pairs: readonly (readonly [string, string])[] = [
        [theme.text, theme.card],
        [theme.detail, theme.card],
        [theme.text, theme.background],
        [theme.detail, theme.background],
        ...frames.flatMap(({ fill, text }) => [[text, fill] as const, [theme.detail, fill] as const]),
        ...Object.values(theme.roles).flatMap((role) => [[role, theme.card] as const, [role, theme.background] as const]),
      ];
      for (const [text, surface] of pairs)
        assert.ok(contrast(text, surface) >= 4.5, `${text} on ${surface}: ${contrast(text, surface).toFixed(2)}`);
    });
  });
}
