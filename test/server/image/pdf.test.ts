// PDF: one page of vectors as large as the SVG, with texts that a reader finds.
import assert from 'node:assert/strict';
import { layout } from '#language/view/layout/layout.ts';
import { written } from '#language/view/write.ts';
import { pdfOf } from '#server/image/pdf/pdf.ts';
import { diagramFrom } from '#test/support/draw-text.ts';
import { type PdfFile, pdfFile } from '#test/support/pdf.ts';

const TEXT = `vpc v 10.0.0.0/16 "Заказы & <orders>" {
  igw main
  public subnet a 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  instance web 10.0.0.10 "Ünïcode" { elastic-ip 203.0.113.10 } }
}`;

async function drawn(): Promise<{ readonly svg: string; readonly bytes: Uint8Array; readonly file: PdfFile }> {
  const svg = written(layout(await diagramFrom(TEXT)), 'svg', { theme: 'light' });
  const bytes = await pdfOf(svg, 'Заказы');
  return { svg, bytes, file: pdfFile(bytes) };
}

/** The object with this entry in its dictionary. */
function withEntry({ objects }: PdfFile, entry: string): string {
  const found = [...objects.values()].find((body) => body.split('stream\n')[0]?.includes(entry));
  assert.ok(found, `no object with ${entry}`);
  return found;
}

describe('a PDF', () => {
  it('has one page, as large as the SVG at 96 pixels an inch', async () => {
    const { svg, file } = await drawn();
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    const page = withEntry(file, '/Type /Page ');
    assert.ok(page.includes(`/MediaBox [0 0 ${Number(width) * 0.75} ${Number(height) * 0.75}]`), page);
    assert.match(withEntry(file, '/Type /Pages'), /\/Count 1 /);
    assert.match(file.trailer, /\/Root \d+ 0 R/);
  });

  it('draws with paths, and embeds no image and no program', async () => {
    const { file } = await drawn();
    const all = [...file.objects.values()].join('\n');
    assert.match(all, / m\n.* l\n/);
    assert.doesNotMatch(all, /\/Image|\/JavaScript|\/JS|\/URI|\/Launch|\/EmbeddedFile/);
  });

  it('has its texts, in every script and unescaped, invisibly above the outlines', async () => {
    const { file } = await drawn();
    const font = withEntry(file, '/Subtype /Type3');
    const meanings = file.objects.get(Number(/\/ToUnicode (\d+)/.exec(font)?.[1])) ?? '';
    const letters = new Map(
      [...meanings.matchAll(/<(..)> <([\da-f]{4,})>/g)].map(([, code, unicode = '']) => [
        code,
        Buffer.from(unicode, 'hex').swap16().toString('utf16le'),
      ]),
    );
    const operators = [...file.objects.values()].find((body) => body.includes(' Tj ET')) ?? '';
    const texts = [...operators.matchAll(/<([\da-f]+)> Tj/g)].map(([, codes = '']) =>
      (codes.match(/../g) ?? []).map((code) => letters.get(code)).join(''),
    );
    for (const wanted of ['Заказы & <orders>', 'Ünïcode', '10.0.0.0/16'])
      assert.ok(texts.includes(wanted), `${wanted} not in ${texts}`);
    assert.match(withEntry(file, '/Title'), new RegExp(Buffer.from('Заказы', 'utf16le').swap16().toString('hex')));
  });

  it('is the same each time, byte for byte', async () => {
    assert.deepEqual((await drawn()).bytes, (await drawn()).bytes);
  });

  it('blends a faint group as a whole', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><g opacity=".4"><rect width="6" height="6" fill="#ff0000"/><g opacity=".5"><rect width="2" height="2"/></g></g></svg>`;
    const file = pdfFile(await pdfOf(svg, ''));
    const forms = [...file.objects.values()].filter((body) => body.includes('/Subtype /Form'));
    assert.equal(forms.length, 2);
    assert.match(forms[1] ?? '', /\/F0 \d+ 0 R[\s\S]*\/F0 Do/);
    assert.match(withEntry(file, '/ca 0.4'), /\/CA 0\.4/);
  });

  it('is scaled down where it would be larger than readers show', async () => {
    const file = pdfFile(await pdfOf('<svg xmlns="http://www.w3.org/2000/svg" width="40000" height="100"/>', ''));
    assert.match(withEntry(file, '/Type /Page '), /\/MediaBox \[0 0 14400 36\]/);
  });
});
