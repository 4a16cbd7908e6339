// The diagram of one trace: the places on the path of the packet.
import assert from 'node:assert/strict';
import { boxLines, edgeLines, pathFrom } from '#test/support/draw-text.ts';

const BASE = `
host registry 52.85.123.45
vpc v 10.0.0.0/16 {
  igw gate
  subnet public-a 10.0.0.0/24 { route 0.0.0.0/0 -> gate  nat exit 10.0.0.220 { elastic-ip 203.0.113.10 } }
  subnet private-a 10.0.1.0/24 {
    route 0.0.0.0/0 -> exit
    node worker 10.0.1.100 { security-groups nodes }
    node other 10.0.1.101 { security-groups nodes }
    lambda mute 10.0.1.9 { security-groups closed }
  }
  security-group web { ingress tcp 443 from internet }
  security-group nodes { ingress tcp 80 from web }
  security-group closed { egress none }
  alb front { subnets public-a  security-groups web  listen https 443 -> app }
  target-group app http 80 { targets worker, other }
}`;

describe('the path of a packet', () => {
  it('has every place once, in the order of the visits, with its translations', async () => {
    const path = await pathFrom(`${BASE} flow f { worker:45678 -> registry tcp 443 }`);
    assert.equal(path.direction, 'right');
    assert.deepEqual(
      path.boxes.map(({ label }) => label),
      ['worker', 'exit', 'gate', 'registry'],
    );
    assert.deepEqual(edgeLines(path), [
      '1 worker -> exit: egress, tcp 443',
      '2 exit -> gate: egress, as 10.0.0.220:12345',
      '3 gate -> registry: egress, as 203.0.113.10',
    ]);
  });

  it('continues behind a load balancer', async () => {
    const path = await pathFrom(`${BASE} flow f { internet -> front tcp 443 }`);
    assert.deepEqual(edgeLines(path).slice(-2), ['3 front -> worker: ingress, tcp 80', '3 front -> other: ingress, tcp 80']);
  });

  it('ends at the place where the packet is dropped', async () => {
    const path = await pathFrom(`${BASE} flow f { registry -> exit tcp 12345 }`);
    assert.equal(edgeLines(path).at(-1), '2 gate -> exit: blocked, no connection entry');
  });

  it('has one place if the packet never leaves it', async () => {
    const path = await pathFrom(`${BASE} flow f { mute -> worker tcp 80 }`);
    assert.deepEqual(boxLines(path.boxes), ['lambda mute 10.0.1.9']);
    assert.deepEqual(edgeLines(path), ['1 mute -> mute: blocked, security group: no rules']);
  });

  it('ends at the resolver for a DNS query', async () => {
    const path = await pathFrom(`${BASE} flow f { worker -> 10.0.0.2 udp 53 }`);
    assert.deepEqual(boxLines(path.boxes), ['node worker 10.0.1.100', 'resolver DNS resolver 10.0.0.2']);
  });
});
