// A whole process that only loads elkjs and lays out the graph in a file (JSON): node bench/speed/raw-elk-process.mjs GRAPH. Plain JavaScript,
// because Node needs time to strip types.
import { readFileSync } from 'node:fs';
import ELK from 'elkjs/lib/elk.bundled.js';

const placed = await new ELK().layout(JSON.parse(readFileSync(process.argv[2], 'utf8')));
process.stdout.write(JSON.stringify(placed));
