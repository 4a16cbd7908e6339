// The process of the command line: passes arguments and streams in, sets the exit code.
import { once } from 'node:events';
import { reasonOf } from '#files/reason.ts';
import { main } from './cli.ts';
import { type Io, usageError } from './shared/io.ts';

const { argv, env, stdout, stderr } = process;

// A reader may close the pipe early (`netarch check … | head`). That is not an error.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  process.exit(usageError(io, `stdout cannot be written: ${reasonOf(error)}`));
});
// Nobody can read that messages cannot be written.
stderr.on('error', () => undefined);

const io: Io = {
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
    process.exitCode = usageError(
      io,
      `internal error; please report this bug: ${error}`,
      error instanceof Error ? `${error.stack}\n` : '',
    );
  },
);
