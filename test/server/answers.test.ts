// What a diagram asks the server besides its picture: stories of packets, what is wrong, who reaches whom, and what remains after failures.
import assert from 'node:assert/strict';
import type { Marks, Question, ReachResult, ReachRow } from '#server/answers.ts';
import { claimAtRequest, diagramRequest, marksRequest, reachRequest, type StoryResult, storyRequest } from '#server/protocol.ts';
import { type Editor, startEditor } from '#test/support/server.ts';

const URI = 'file:///project/main.netarch';
const SHOP = `vpc v 10.0.0.0/16 {
  igw main
  public subnet a 10.0.0.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> main
    instance web 10.0.0.10 { public-ip  security-groups open }
  }
  private subnet b 10.0.1.0/24 {
    az us-east-1b
    instance db 10.0.1.10 { security-groups data }
  }
  security-group open { ingress tcp 80 from internet }
  security-group data
}
flow visit "A visit" { internet -> web tcp 80  note "Then it is quiet" }
expect web reaches db on tcp 5432
expect internet reaches web on tcp 80
`;

describe('the server, asked by a diagram', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await startEditor({});
    await editor.openDocument(URI, SHOP);
  });
  afterEach(() => editor.close());

  const tell = (question: Question, without: readonly string[] = []): Promise<StoryResult | null> =>
    editor.client.sendRequest(storyRequest, { uri: URI, question, without });
  const marks = (without: readonly string[] = []): Promise<Marks | null> =>
    editor.client.sendRequest(marksRequest, { uri: URI, without });
  const reach = (id: string, without: readonly string[] = []): Promise<ReachResult | null> =>
    editor.client.sendRequest(reachRequest, { uri: URI, id, without });

  it('tells the story of a flow, and where its places are', async () => {
    const told = await tell({ kind: 'flow', id: 'visit' });
    assert.deepEqual(
      told?.story?.chapters.map(({ kind, title }) => [kind, title]),
      [
        ['connection', 'internet → web'],
        ['note', 'Then it is quiet'],
      ],
    );
    assert.deepEqual(told?.boxes['v.web'], ['v.web', 'v.a', 'zone:v/us-east-1a', 'v']);
    assert.equal(told?.fix, undefined);
  });

  it('tells the story of an expectation that fails, with a fix that can be applied', async () => {
    const failing = (await marks())?.claims.find(({ state }) => state === 'fails');
    assert.equal(failing?.text, 'expect web reaches db on tcp 5432');
    const told = await tell({ kind: 'claim', id: failing?.id ?? '' });
    assert.equal(told?.story?.chapters[0].frames.at(-1)?.packet?.outcome, 'blocked');
    assert.deepEqual(told?.fix?.lines, [{ in: 'v.data', line: 'ingress tcp 5432 from open' }]);
    assert.deepEqual(Object.keys(told?.fix?.changes ?? {}), [URI]);
  });

  it('tells the story of a call by names, ids or addresses', async () => {
    const asked = (from: string, to: string, traffic: string) => tell({ kind: 'call', from, to, traffic });
    assert.equal((await asked('v.web', 'db', 'tcp 5432'))?.story?.title, 'web → db tcp 5432');
    assert.equal((await asked('web', '10.0.1.10', 'icmp'))?.story?.chapters[0].kind, 'connection');
    assert.equal((await asked('web', 'nobody', ''))?.problem, 'No resource is named nobody.');
    assert.match((await asked('web', 'db', 'tcp ?'))?.problem ?? '', /^"tcp \?" is no traffic: write a protocol and a port/);
    assert.match((await asked('web', 'web', ''))?.problem ?? '', /^Nothing is sent/);
  });

  it('says what is wrong, at the box where it is', async () => {
    const { findings = [], claims = [] } = (await marks()) ?? {};
    assert.ok(findings.every(({ message }) => message !== ''));
    assert.deepEqual(
      claims.map(({ text, state, boxes }) => [text, state, boxes[0]]),
      [
        ['expect web reaches db on tcp 5432', 'fails', 'v.db'],
        ['expect internet reaches web on tcp 80', 'holds', undefined],
        ['internet → web', 'holds', undefined],
      ],
    );
  });

  it('says how many findings and claims it leaves out of a large network, and never those that fail', async () => {
    const expects = Array.from({ length: 600 }, (_, index) => `expect internet reaches web on tcp ${index === 599 ? 81 : 80}\n`);
    await editor.changeDocument(URI, SHOP + expects.join(''));
    const { claims = [], left } = (await marks()) ?? {};
    assert.deepEqual([claims.length, left], [500, 103]);
    assert.deepEqual(claims.filter(({ state }) => state === 'fails').length, 2);
  });

  it('says which claims no longer hold after a failure, and what is gone', async () => {
    const after = await marks(['main']);
    assert.deepEqual(after?.gone, ['v.main']);
    assert.deepEqual(
      after?.claims.filter(({ isBroken }) => isBroken).map(({ text }) => text),
      ['expect internet reaches web on tcp 80', 'internet → web'],
    );
    const zone = await marks(['us-east-1a', 'no-such-thing']);
    assert.deepEqual(zone?.gone, ['zone:v/us-east-1a']);
    const told = await tell({ kind: 'call', from: 'internet', to: 'web', traffic: 'tcp 80' }, ['v.main']);
    assert.equal(told?.story?.chapters[0].frames.at(-1)?.packet?.outcome, 'blocked');
    assert.equal(told?.fix, undefined, 'a failure is no fault of the text');
  });

  it('says who reaches a resource, and what it reaches', async () => {
    assert.deepEqual(rowsOf((await reach('v.web'))?.incoming), ['internet: tcp 80', 'v.db: tcp 80']);
    assert.deepEqual(rowsOf((await reach('v.b'))?.incoming), []);
    assert.match(rowsOf((await reach('v.web'))?.outgoing).join('; '), /^internet: all/);
    assert.equal(await reach('v.nothing'), null);
    assert.deepEqual(rowsOf((await reach('v.web', ['main']))?.incoming), ['v.db: tcp 80']);
  });

  it('draws the packets of a question', async () => {
    const question: Question = { kind: 'call', from: 'v.web', to: 'v.db', traffic: 'tcp 5432' };
    const drawn = await editor.client.sendRequest(diagramRequest, { uri: URI, theme: 'light', format: 'svg', question });
    assert.match(drawn?.text ?? '', /class="edge blocked flow" data-id="asked#edge-1" data-from="v\.web" data-to="v\.db"/);
  });

  it('knows the claim at the cursor: a step, an expectation, or a flow as a whole', async () => {
    const lines = SHOP.split('\n');
    const at = (text: string) => {
      const line = lines.findIndex((one) => one.includes(text));
      const position = { line, character: (lines[line]?.indexOf(text) ?? 0) + 1 };
      return editor.client.sendRequest(claimAtRequest, { uri: URI, position });
    };
    assert.deepEqual(await at('web tcp 80  note'), { kind: 'claim', id: 'visit#step-1' });
    assert.deepEqual(await at('visit "A'), { kind: 'flow', id: 'visit' });
    assert.deepEqual(await at('reaches db'), { kind: 'claim', id: 'expect#line-1' });
    assert.equal(await at('igw main'), null);
  });

  it('answers null about documents that it does not know', async () => {
    assert.equal(await editor.client.sendRequest(marksRequest, { uri: 'file:///project/none.netarch' }), null);
  });
});

function rowsOf(rows: readonly ReachRow[] = []): readonly string[] {
  return rows.map(({ id, always }) => `${id}: ${always}`);
}
