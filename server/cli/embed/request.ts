// The words of a marker → which diagram it asks for.
import type { Chosen } from '#server/asking/choose.ts';
import { DEPTHS, HIGHLIGHTS, THEMES, type Wanted } from '#server/cli/shared/subject.ts';
import { type FileStyle, MAX_SCALE } from '#server/image/formats.ts';

/** A diagram for a Markdown file. */
export interface Request {
  /** The path of a `.netarch` file, relative to the Markdown file; `undefined` for the block above the marker. */
  readonly source: string | undefined;
  readonly wanted: Wanted;
  readonly style: FileStyle;
}

/** The word in place of a path that means the block above. */
const ABOVE = 'above';

/** The request, or one sentence about the first word that is wrong. */
export function requestFor([source, ...settings]: readonly string[]): Chosen<Request> {
  if (source === undefined || source.includes('='))
    return wrong(`name a .netarch file first, or write ${ABOVE} for the block above`);
  const values = new Map<string, string>();
  for (const setting of settings) {
    const [, key = '', value = ''] = /^([^=]*)=(.*)$/.exec(setting) ?? [];
    const check = SETTINGS[key];
    if (!Object.hasOwn(SETTINGS, key) || check === undefined)
      return wrong(
        `${setting} is unknown; use ${Object.keys(SETTINGS)
          .map((one) => `${one}=…`)
          .join(', ')}`,
      );
    const problem = check(value);
    if (problem !== undefined) return wrong(`${key} must be ${problem}`);
    values.set(key, value);
  }
  const [scale, internal, expand] = [values.get('scale'), values.get('internal'), values.get('expand')];
  return {
    ok: true,
    value: {
      source: source === ABOVE ? undefined : source,
      wanted: {
        view: values.get('view'),
        flow: values.get('flow'),
        depth: DEPTHS.find((one) => one === values.get('depth')),
        ...(expand !== undefined && { expand: expand.split(',') }),
        highlight: HIGHLIGHTS.find((one) => one === values.get('highlight')),
        internal: internal === undefined ? undefined : internal === 'on',
      },
      style: {
        theme: THEMES.find((one) => one === values.get('theme')) ?? 'light',
        transparent: values.get('transparent') === 'on',
        ...(scale !== undefined && { scale: Number(scale) }),
      },
    },
  };
}

type Check = (value: string) => string | undefined;

const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    words.includes(value) ? undefined : `one of ${words.join(', ')}`;
const name: Check = (value) => (value === '' ? 'a name' : undefined);

/** The settings of a marker, each with what is wrong with a value. */
const SETTINGS: Readonly<Record<string, Check>> = {
  view: name,
  flow: name,
  depth: oneOf(DEPTHS),
  expand: name,
  highlight: oneOf(HIGHLIGHTS),
  internal: oneOf(['on', 'off']),
  theme: oneOf(THEMES),
  scale: (value) => (Number(value) >= 0.1 && Number(value) <= MAX_SCALE ? undefined : `a number from 0.1 to ${MAX_SCALE}`),
  transparent: oneOf(['on', 'off']),
};

function wrong(problem: string): Chosen<never> {
  return { ok: false, problem };
}
