// While a large file is checked, the server answers about other files, cancels, and shuts down. Steps are counted, not seconds.
import assert from 'node:assert/strict';
import { OperationCancelled, setInterruptionPeriod } from 'langium';
import { RULES } from '#language/validation/rules.ts';
import { Compiler } from '#language/workspace.ts';
import { type Editor, startEditor } from '#test/support/server.ts';
import { core, withDocument } from '#test/support/services.ts';

const CLAIMS = 60;
/** The steps of a check: one for each expectation and rule, and few others. */
const ALL = CLAIMS + RULES.length;
const SOME = 10;
const [LARGE, SMALL] = ['file:///project/large.netarch', 'file:///project/small.netarch'];
const SMALL_TEXT = 'host other 192.0.2.250\n';

/** Every expectation asks something else, so each is work of its own. */
const LARGE_TEXT = [
  ...Array.from({ length: CLAIMS }, (_, index) => `host h${index} 192.0.2.${index + 1}`),
  ...Array.from({ length: CLAIMS }, (_, index) => `expect h${index} reaches h${(index + 1) % CLAIMS} on tcp 443`),
].join('\n');

const HOVER = { textDocument: { uri: SMALL }, position: { line: 0, character: 6 } };

describe('compiling in steps', () => {
  const compiler = core.netarch.netarch.Compiler;

  it('pauses after each expectation and each rule', () =>
    withDocument(
      LARGE_TEXT,
      async (document) => {
        let pauses = 0;
        await compiler.compileInSteps(document, async () => {
          pauses += 1;
        });
        assert.ok(pauses >= ALL, `${pauses} pauses`);
        assert.equal(compiler.compile(document).claims.judgements.filter(({ holds }) => holds).length, CLAIMS);
      },
      { validation: false },
    ));

  it('ends where it is cancelled, and another caller goes on', () =>
    withDocument(
      LARGE_TEXT,
      async (document) => {
        let pauses = 0;
        const cancelled = compiler.compileInSteps(document, async () => {
          pauses += 1;
          if (pauses === 5) throw OperationCancelled;
        });
        await assert.rejects(cancelled, (error) => error === OperationCancelled);
        assert.equal(compiler.compile(document).claims.judgements.length, CLAIMS);
        assert.equal(pauses, 5);
      },
      { validation: false },
    ));
});

describe('a server that checks a large file', () => {
  let editor: Editor;
  /** The steps of the check of the large file so far. */
  let steps: number;
  /** Resolves after some of them. */
  let started: Promise<void>;

  const { compileInSteps } = Compiler.prototype;
  // Without a clock: every chance to pause is one.
  before(() => setInterruptionPeriod(0));
  after(() => setInterruptionPeriod(10));

  beforeEach(async () => {
    steps = 0;
    started = new Promise((resolve) => {
      Compiler.prototype.compileInSteps = function (document, pause) {
        return compileInSteps.call(this, document, () => {
          steps += document.uri.toString() === LARGE ? 1 : 0;
          if (steps === SOME) resolve();
          return pause();
        });
      };
    });
    editor = await startEditor({ [LARGE]: LARGE_TEXT, [SMALL]: SMALL_TEXT });
    await editor.openDocument(SMALL, SMALL_TEXT);
  });
  afterEach(() => {
    editor.close();
    Compiler.prototype.compileInSteps = compileInSteps;
  });

  /** Opens the large file, and waits until its check is under way. */
  const open = async (): Promise<void> => {
    const textDocument = { uri: LARGE, languageId: 'netarch', version: 1, text: LARGE_TEXT };
    await editor.client.sendNotification('textDocument/didOpen', { textDocument });
    await started;
  };
  const checkUnfinished = (): void => assert.ok(steps < ALL, `all ${steps} steps were done first`);

  it('answers about other files', async () => {
    await open();
    assert.ok(await editor.client.sendRequest('textDocument/hover', HOVER));
    checkUnfinished();
    await editor.diagnosticsWhen(LARGE, () => true);
    assert.ok(steps >= ALL);
  });

  it('leaves what is edited, and checks the new text', async () => {
    await open();
    const codes = await editor.changeDocument(LARGE, 'host a 192.0.2.1 nonsense');
    assert.ok(codes.includes('syntax'), codes.join());
    // The new text has the same rules, and no expectations.
    assert.ok(steps < ALL + RULES.length, `${steps} steps`);
  });

  it('shuts down', async () => {
    await open();
    assert.equal(await editor.client.sendRequest('shutdown'), null);
    checkUnfinished();
    // The check ends by itself, so that the next test does not meet it.
    await editor.diagnosticsWhen(LARGE, () => true);
  });

  it('has the same diagnostics as without pauses', async () => {
    const codes = await editor.openDocument(LARGE, LARGE_TEXT);
    await withDocument(LARGE_TEXT, ({ diagnostics = [] }) => {
      assert.deepEqual(
        codes,
        diagnostics.map(({ code }) => code),
      );
    });
  });
});
