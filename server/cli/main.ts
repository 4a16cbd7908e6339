// The process: its words and streams in, its exit code out.
import { once } from 'node:events';
import { main } from './cli.ts';
import { misused } from './shared/io.ts';

const { argv, env, stdout, stderr } = process;

// A reader that has seen enough (`netarch check … | head`) closes the pipe; that is no error.
stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? process.exitCode : 2));

const io = {
  folder: process.cwd(),
  out: (text: string) => stdout.write(text),
  ready: async () => {
    if (stdout.writableNeedDrain) await once(stdout, 'drain');
  },
  err: (text: string) => stderr.write(text),
  colours: stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
};

main(argv.slice(2), io).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = misused(
      io,
      `this is a mistake of netarch, please report it: ${error instanceof Error ? error.stack : error}`,
    );
  },
);
