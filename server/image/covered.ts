// A drawing → the same drawing with the characters that the font of images has. Without this, the renderer leaves the others out without a trace.

/** Other characters become `□`, and marks and invisible characters vanish. */
export function covered(svg: string): string {
  return svg.replace(OTHERS, (character) => (INVISIBLE.test(character) ? '' : '□'));
}

const INVISIBLE = /[\p{M}\p{Cf}]/u;

/** All but the characters of server/image/fonts. */
const OTHERS =
  /[^\t\n\r\u0020-\u007e\u00a0-\u024f\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u052f\u1e00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fc4\u1fc6-\u1fd3\u1fd6-\u1fdb\u1fdd-\u1fef\u1ff2-\u1ff4\u1ff6-\u1ffe\u2000-\u2064\u2066-\u206f\u20a0-\u20be\u2100-\u214f\u2190-\u2195\u21a8\u2202\u2206\u220f\u2211\u2212\u2215\u2219\u221a\u221e\u221f\u2229\u222b\u2248\u2260\u2261\u2264\u2265\u25a0\u25a1\u25aa-\u25ac\u25b2\u25ba\u25bc\u25c4\u25ca-\u25cc\u25cf\u25d8\u25d9\u25e6\ufffd]/gu;
