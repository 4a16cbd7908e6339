// Sets when V8 optimizes functions.
import { setFlagsFromString } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

/**
 * V8 optimizes a function after it ran for a while. The usual while is too short for ELK and for the engine: the optimizer takes a quarter to a
 * third of the CPU time of a diagram, whatever its size, and a sixth of that of a long session in an editor. A V8 that does not know the flag
 * prints an error, so only those of Node 22 get it, with which it was measured. It applies to the process: call it before anything else.
 */
export function optimizeLess(): void {
  if (isMainThread && process.versions.v8.startsWith('12.')) setFlagsFromString('--invocation-count-for-turbofan=40000');
}
