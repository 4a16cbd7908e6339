// Measures how smoothly the page of a diagram moves in Chromium: the time between frames while it is panned and zoomed.
// `npm run bench:frames -- [VPCS…]` prints a table in Markdown.
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import { median, table } from '#bench/tables.ts';
import { type HostedPage, openDiagram, webviewScript } from '#test/support/hosted-page.ts';
import { launchBrowser } from '#test/vscode/harness/browser.ts';

/** The frames of one measurement. */
const FRAMES = 150;

/** A frame that takes longer than one and a half of 60 Hz is late, in milliseconds. */
const LATE = 25;

/** In a window of half a screen. */
const WINDOW = { width: 1000, height: 800 };

/** Turns of the wheel, one for each frame: there and back. */
const MOVES = {
  pan: '{ deltaX: Math.sin(frame / 12) * 40, deltaY: Math.cos(frame / 12) * 40 }',
  zoom: '{ ctrlKey: true, deltaY: Math.cos(frame / 24) * 30, clientX: 500, clientY: 400 }',
} as const;

/** The milliseconds between frames while the wheel is turned. */
function frameTimes(move: string): string {
  return `new Promise((resolve) => {
    const main = document.querySelector('main');
    const times = [];
    let frame = 0;
    const step = (now) => {
      times.push(now);
      if (frame++ === ${FRAMES}) return resolve(times.slice(1).map((time, index) => time - times[index]));
      main.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, ...(${move}) }));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`;
}

const script = await webviewScript();
const browser = await launchBrowser();
const rows: (readonly string[])[] = [];
const sizes = process.argv.slice(2).map(Number);
for (const vpcs of sizes.length === 0 ? [200] : sizes) {
  const hosted = await openDiagram(browser, script, repeatedVpc(vpcs), { size: WINDOW });
  await measure(hosted, `${vpcs} VPCs, collapsed`);
  await hosted.moveCursor('shop-7.worker-a1');
  await measure(hosted, `${vpcs} VPCs, one expanded and in sight`);
  await hosted.page.keyboard.press('E');
  await hosted.settled();
  await hosted.page.keyboard.press('0');
  await hosted.settled();
  await measure(hosted, `${vpcs} VPCs, all expanded`);
  await hosted.page.context().close();
}
await browser.close();
process.stdout.write(`${table(['', '', 'median', '95 %', 'worst', `later than ${LATE} ms`], rows)}\n`);

async function measure({ page, rested }: HostedPage, what: string): Promise<void> {
  for (const [name, move] of Object.entries(MOVES)) {
    await rested();
    const times = (await page.evaluate(frameTimes(move))) as readonly number[];
    const sorted = times.toSorted((a, b) => a - b);
    const at = (part: number): string => `${(sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1)} ms`;
    const late = times.filter((time) => time > LATE).length;
    rows.push([what, name, `${median(times).toFixed(1)} ms`, at(0.95), at(1), `${late} of ${times.length}`]);
  }
}
