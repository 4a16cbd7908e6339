// Ways to load, post, navigate, frame and run from a page: in a picture, and by script, as if a picture had come to run one.

/** Each names an address at which a server counts; `name` is its last part. */
export type Attack = (address: string) => string;

/** The start of a picture that the page accepts, so that only what is added to it is hostile. */
const START =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90" viewBox="0 0 90 90"';

const within = (content: string, more = ''): string => `${START} class="netarch netarch-light"${more}>${content}</svg>`;

/** HTML inside of a picture. */
const html = (content: string): string =>
  within(
    `<foreignObject width="90" height="90"><div xmlns="http://www.w3.org/1999/xhtml">${content}</div></foreignObject>` +
      '<g class="box" data-id="a"><rect width="9" height="9"/></g>',
  );

const styled = (style: string): string => within(`<style>${style}</style><rect class="bait" width="9" height="9"/>`);

/** Pictures that request something in a page without protection. The test holds that each of them does. */
export const ACTING: ReadonlyMap<string, Attack> = new Map<string, Attack>([
  ['image', (at) => within(`<image href="${at}" width="9" height="9"/>`)],
  ['xlink-image', (at) => within(`<image xlink:href="${at}" width="9" height="9"/>`)],
  ['use', (at) => within(`<use href="${at}#a"/>`)],
  ['mask', (at) => within(`<rect mask="url(${at}#a)" width="9" height="9"/>`)],
  ['mask-escaped', (at) => within(`<rect mask="u\\72l(${at}#a)" width="9" height="9"/>`)],
  ['filter', (at) => within(`<rect filter="\\75 rl('${at}#a')" width="9" height="9"/>`)],
  ['inline-style', (at) => html(`<p style="background: url(${at})">a</p>`)],
  ['style-import', (at) => styled(`@import "${at}";`)],
  ['style-image', (at) => html(`<style>p{background:url(${at})}</style><p>a</p>`)],
  ['style-escaped', (at) => html(`<style>p{background:u\\72l(${at})}</style><p>a</p>`)],
  ['style-set', (at) => html(`<style>p{background:image-set("${at}" 1x)}</style><p>a</p>`)],
  ['html-image', (at) => html(`<img src="${at}"/>`)],
  ['srcset', (at) => html(`<img srcset="${at} 1x"/>`)],
  ['link', (at) => html(`<link rel="stylesheet" href="${at}"/>`)],
  ['frame', (at) => html(`<iframe src="${at}"></iframe>`)],
  ['embed', (at) => html(`<embed src="${at}"/>`)],
  ['object', (at) => html(`<object data="${at}"></object>`)],
  ['video', (at) => html(`<video poster="${at}" width="9" height="9"></video>`)],
  ['audio', (at) => html(`<audio preload="auto" src="${at}"></audio>`)],
  ['run-on-error', (at) => html(`<img src="data:," onerror="new Image().src='${at}'"/>`)],
  ['run-on-begin', (at) => within(`<animate attributeName="x" dur="1s" onbegin="new Image().src='${at}'"/>`)],
]);

/** Pictures that would act only after a click, or only in another kind of page. */
export const LURKING: ReadonlyMap<string, Attack> = new Map<string, Attack>([
  ['script', (at) => within(`<script>window.ran = true; fetch('${at}')</script>`)],
  ['script-file', (at) => within(`<script href="${at}"/>`)],
  ['module', (at) => html(`<script type="module" src="${at}"></script>`)],
  [
    'handlers',
    (at) => within('<rect width="9" height="9"/>', ` onload="window.ran = true; fetch('${at}')" onclick="window.ran = true"`),
  ],
  ['anchor', (at) => within(`<a href="${at}"><rect class="box" data-id="a" width="9" height="9"/></a>`)],
  ['anchor-top', (at) => html(`<a href="${at}" target="_top" ping="${at}"><b class="box" data-id="a">a</b></a>`)],
  [
    'anchor-script',
    () => within('<a href="javascript:window.ran=true"><rect class="box" data-id="a" width="9" height="9"/></a>'),
  ],
  ['animated', (at) => within(`<a><set attributeName="href" to="${at}"/><rect width="9" height="9"/></a>`)],
  ['form', (at) => html(`<form method="post" action="${at}"><button class="box" data-id="a">a</button></form>`)],
  ['form-action', (at) => html(`<form><input name="a" value="b"/><button formaction="${at}">a</button></form>`)],
  ['refresh', (at) => html(`<meta http-equiv="refresh" content="0; url=${at}"/>`)],
  ['base', (at) => html(`<base href="${at}/"/><img src="a.png"/>`)],
  ['feImage', (at) => within(`<filter id="f"><feImage href="${at}"/></filter><rect filter="url(#f)" width="9" height="9"/>`)],
  ['cursor', (at) => within(`<rect cursor="url(${at}), auto" fill="u\\72 l(${at})" width="90" height="90"/>`)],
  ['font', (at) => styled(`@font-face{font-family:f;src:url(${at})} text{font-family:f}`)],
  ['host-style', (at) => styled(`:host{background:url(${at})}`)],
  ['namespace', (at) => styled(`@namespace "${at}";`)],
  ['svg-style', (at) => within(`<svg:style xmlns:svg="http://www.w3.org/2000/svg">*{background:url(${at})}</svg:style>`)],
  ['cut-style', (at) => within(`<sty<style></style>le>@import "${at}";</style>`)],
  ['instruction', (at) => `<?xml-stylesheet href="${at}"?>${within(`<?xml-stylesheet href="${at}"?>`)}`],
  ['entity', (at) => `<!DOCTYPE svg [<!ENTITY e SYSTEM "${at}">]>${within('<text>&e;</text>')}`],
  ['doctype', (at) => `<!DOCTYPE svg SYSTEM "${at}">${within('<g/>')}`],
  ['root', (at) => `<html xmlns="http://www.w3.org/1999/xhtml"><body><img src="${at}"/></body></html>`],
  ['image-root', (at) => `<image xmlns="http://www.w3.org/2000/svg" href="${at}"/>`],
]);

/** Lines of script. Their value, if it is a promise, is awaited; what they throw is ignored. */
export const SCRIPTS: ReadonlyMap<string, Attack> = new Map<string, Attack>([
  ['s-fetch', (at) => `fetch('${at}')`],
  ['s-request', (at) => `{ const r = new XMLHttpRequest(); r.open('POST', '${at}'); r.send('a'); }`],
  ['s-beacon', (at) => `navigator.sendBeacon('${at}', 'a')`],
  ['s-events', (at) => `new EventSource('${at}')`],
  ['s-socket', (at) => `new WebSocket('${at.replace(/^http/, 'ws')}')`],
  ['s-worker', (at) => `new Worker('${at}')`],
  ['s-image', (at) => `new Image().src = '${at}'`],
  ['s-frame', (at) => `document.body.append(Object.assign(document.createElement('iframe'), { src: '${at}' }))`],
  ['s-object', (at) => `document.body.append(Object.assign(document.createElement('object'), { data: '${at}' }))`],
  ['s-video', (at) => `document.body.append(Object.assign(document.createElement('video'), { src: '${at}', preload: 'auto' }))`],
  [
    's-style',
    (at) => `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '${at}' }))`,
  ],
  [
    's-prefetch',
    (at) => `document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: '${at}' }))`,
  ],
  [
    's-preload',
    (at) => `document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: '${at}' }))`,
  ],
  [
    's-sheet',
    (at) =>
      `{ const s = new CSSStyleSheet(); s.replaceSync('body { background: url(${at}) }'); document.adoptedStyleSheets.push(s); }`,
  ],
  ['s-font', (at) => `new FontFace('f', 'url(${at})').load()`],
  ['s-script', (at) => `document.head.append(Object.assign(document.createElement('script'), { src: '${at}' }))`],
  ['s-inline', () => `document.head.append(Object.assign(document.createElement('script'), { text: 'window.ran = true' }))`],
  ['s-eval', () => `(0, eval)('window.ran = true')`],
  ['s-function', () => `new Function('window.ran = true')()`],
  ['s-import', (at) => `import('${at}')`],
  ['s-markup', (at) => `document.body.innerHTML += '<img src="${at}">'`],
  ['s-write', (at) => `document.write('<img src="${at}">')`],
  ['s-policy', () => `trustedTypes.createPolicy('other', { createScript: (text) => text }) && (window.ran = true)`],
  [
    's-form',
    (at) =>
      `{ const f = Object.assign(document.createElement('form'), { method: 'post', action: '${at}' }); document.body.append(f); f.submit(); }`,
  ],
  [
    's-own-form',
    () =>
      `{ const f = Object.assign(document.createElement('form'), { method: 'post', action: '/posted' }); document.body.append(f); f.submit(); }`,
  ],
  [
    's-refresh',
    (at) =>
      `document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0; url=${at}' }))`,
  ],
  [
    's-base',
    (at) =>
      `{ document.head.append(Object.assign(document.createElement('base'), { href: '${at}/' })); if (document.baseURI.startsWith('${at}')) window.ran = true; }`,
  ],
  ['s-anchor', () => `Object.assign(document.createElement('a'), { href: 'javascript:window.ran=true' }).click()`],
  ['s-window', (at) => `window.open('${at}')`],
  ['s-top', (at) => `top.location = '${at}'`],
  ['s-location', (at) => `location.href = '${at}'`],
]);

/** Messages to the page in which everything is hostile but the type. */
export function messages(address: string): readonly unknown[] {
  const markup = `"><img src="${address}" onerror="window.ran = true">`;
  const choice = { view: markup, flow: markup, highlight: markup, internal: markup };
  const picture = {
    type: 'picture',
    panel: { uri: address, locked: true, choice },
    file: markup,
    svg: null,
    stale: true,
    views: [{ name: markup, label: markup }],
    flows: [{ name: markup, label: markup }],
    internal: true,
  };
  const row = { id: markup, boxes: [markup, '"]'], always: markup, intermittent: markup, unknown: markup };
  const packet = { direction: 'forward', at: markup, from: '"]', protocol: markup, source: markup, destination: markup };
  const frame = {
    caption: markup,
    packet: { ...packet, translated: ['source'], outcome: 'blocked' },
    checks: [{ step: markup, by: markup, reason: markup, result: 'blocked', assumed: true, decidedBy: markup }],
    rows: [{ at: markup, sockets: [markup], expires: markup, state: 'new' }],
  };
  const chapter = {
    kind: 'connection',
    title: markup,
    verdict: 'dropped',
    summary: markup,
    isExpected: false,
    frames: [frame],
    blockers: [{ at: markup, direction: 'return', reason: markup, advice: markup, decidedBy: markup }],
    failing: [markup, markup],
  };
  const answers = {
    type: 'answers',
    asked: { question: { kind: 'call', from: markup, to: markup, traffic: markup }, reach: markup, without: [markup] },
    lit: { kind: 'flow', id: markup },
    marks: {
      findings: [{ id: markup, severity: 'error', message: markup, boxes: [markup, '"]'] }],
      claims: [{ id: markup, text: markup, state: 'fails', why: markup, boxes: ['good'], isBroken: true }],
      gone: [markup],
      left: 1e308,
    },
    story: {
      story: {
        title: markup,
        chapters: [chapter, { kind: 'note', title: markup, frames: [{ caption: markup, checks: [], rows: [] }] }],
      },
      problem: markup,
      boxes: { [markup]: [markup, '"]', 'good'] },
      fix: { title: markup, lines: [{ in: markup, line: markup }] },
    },
    reach: { incoming: [row], outgoing: [row], problem: markup },
  };
  return [
    answers,
    { ...answers, marks: { ...answers.marks, gone: markup } },
    undefined,
    markup,
    [picture],
    { type: 'select', id: markup },
    { type: 'run', script: 'window.ran = true' },
    { ...picture, svg: { toString: markup } },
    { ...picture, svg: markup },
    { ...picture, panel: { uri: 'javascript:window.ran=true', locked: true, choice: markup } },
    picture,
  ];
}

/** What the page may have saved before a reload. */
export function states(address: string): readonly unknown[] {
  const markup = `"><img src="${address}" onerror="window.ran = true">`;
  const panel = { uri: address, locked: true, choice: { view: markup, flow: markup, highlight: markup, internal: markup } };
  return [
    markup,
    { panel: markup },
    { panel, camera: { x: `url(${address})`, y: 0, scale: 1 } },
    { panel, camera: { x: 1e308, y: -1e308, scale: 0 } },
    { panel: { ...panel, uri: 'javascript:window.ran=true' }, camera: null, svg: markup },
  ];
}
